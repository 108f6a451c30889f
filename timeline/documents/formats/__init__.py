"""One module per format: bytes → the articles in them, with offsets into the text it gives."""
