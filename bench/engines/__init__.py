"""The engines that a set of judged questions is asked of, one a file.

Each file has `opened(collection, folder)`, a context manager that indexes the collection in that
folder and gives the contenders: a file may ask one index in several ways.
"""
