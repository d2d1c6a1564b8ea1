-- The words of headlines and texts, to be searched: SQLite's alone (PostgreSQL has an index of its own for this). The words
-- themselves stay in `document`; what an act destroys there is taken out here as well, and not only marked as gone.
CREATE VIRTUAL TABLE document_words USING fts5(
  title, text, content = 'document', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO document_words (document_words, rank) VALUES ('secure-delete', 1);
INSERT INTO document_words (document_words) VALUES ('rebuild');
CREATE TRIGGER document_words_in AFTER INSERT ON document BEGIN
  INSERT INTO document_words (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
END;
CREATE TRIGGER document_words_out AFTER UPDATE OF title, text ON document BEGIN
  INSERT INTO document_words (document_words, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, OLD.text);
  INSERT INTO document_words (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text);
END;
