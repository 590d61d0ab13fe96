"""Could this be a Vietnamese syllable? Its structure is strict enough to tell text from noise."""

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyn
uynh uyên uyêt uyt uyu
ư ưa ưc ưi ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_AFTER_QU = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng ât ây e en eo et ê ên êch ênh êt
i ia ich in inh it iêt y ych ynh yn yt yên yêt ơ
"""
_BEGINNING_WITH_Y = "y yêm yên yêng yêt yêu"
_LONG_Y = "[hklmstv]y"


def _either(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_SYLLABLE = re.compile(
    f"{_either(_ONSETS)}?{_either(_RIMES)}|qu{_either(_AFTER_QU)}|{_either(_BEGINNING_WITH_Y)}|{_LONG_Y}"
)
_STOPPED = ("c", "ch", "p", "t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONES_OF_STOPPED = "\u0301\u0323"
_WITHOUT_TONES = str.maketrans("", "", _TONES)
# Seven letters (nghiêng), with up to three marks beside them. Putting the marks of something much
# longer in order would take forever.
_LONGEST = 10


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether the word is built as Vietnamese syllables are; not whether it means anything."""
    if len(word) > _LONGEST:
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", letters.translate(_WITHOUT_TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPPED) or "".join(tones) in tuple(_TONES_OF_STOPPED)
