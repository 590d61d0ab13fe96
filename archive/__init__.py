"""The system of record: captures in WARC files, and a catalogue of what they say."""
