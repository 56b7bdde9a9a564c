"""Letters, words and sentences of Arabic text, with offsets into the text as given."""
