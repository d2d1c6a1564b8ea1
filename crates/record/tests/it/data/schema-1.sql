-- A record of schema 1, with three documents of the example: what Hustings 0.1 wrote in November 2026, kept for ever.
BEGIN TRANSACTION;
CREATE TABLE batch (
  tx    INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL,
  actor TEXT NOT NULL,
  tool  TEXT NOT NULL,
  note  TEXT
);
INSERT INTO "batch" VALUES(1,1795623890,'hustings add','hustings 0.1.0',NULL);
INSERT INTO "batch" VALUES(2,1795623892,'hustings add','hustings 0.1.0',NULL);
INSERT INTO "batch" VALUES(3,1795623894,'hustings add','hustings 0.1.0',NULL);
CREATE TABLE body (
  race  INTEGER NOT NULL,
  seq   INTEGER NOT NULL,
  claim TEXT NOT NULL,
  part  INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end   INTEGER NOT NULL,
  PRIMARY KEY (race, seq),
  FOREIGN KEY (race, seq) REFERENCES claim (race, seq)
) WITHOUT ROWID;
INSERT INTO "body" VALUES(0,1,'{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"held","quote":"Former Attorney General Jeff Sessions","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,0,37);
INSERT INTO "body" VALUES(0,2,'{"kind":"office","person":"Donald Trump","office":"President","relation":"holds","quote":"President Donald Trump","certainty":"asserted","origin":{"type":"organization","name":"NBC News"},"via":[]}',1,256,278);
INSERT INTO "body" VALUES(0,3,'{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"resigned","end":"2018-11","quote":"Sessions resigned as attorney general","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,514,551);
INSERT INTO "body" VALUES(0,4,'{"kind":"biography","person":"Doug Jones","fact":"party","value":"Democrat","quote":"Doug Jones, a Democrat","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,610,632);
INSERT INTO "body" VALUES(0,5,'{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"held","quote":"Former Attorney General Jeff Sessions","certainty":"asserted","origin":{"type":"anonymous","described":"a Republican official familiar with the plan","count":1},"via":["CNN"]}',1,0,37);
INSERT INTO "body" VALUES(0,6,'{"kind":"role","person":"Curt Anderson","role":"general consultant","of":"Jeff Sessions","relation":"is","quote":"Curt Anderson of the firm OnMessage will be his general consultant","certainty":"expected","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,368,434);
INSERT INTO "body" VALUES(0,7,'{"kind":"office","person":"Bradley Byrne","office":"U.S. Representative","relation":"holds","quote":"U.S. Rep. Bradley Byrne","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,488,511);
INSERT INTO "body" VALUES(0,8,'{"kind":"office","person":"John Merrill","office":"Secretary of State","relation":"holds","quote":"Secretary of State John Merrill","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,524,555);
INSERT INTO "body" VALUES(0,9,'{"kind":"office","person":"Arnold Mooney","office":"state Representative","relation":"holds","quote":"state Rep. Arnold Mooney","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,560,584);
INSERT INTO "body" VALUES(0,10,'{"kind":"office","person":"Donald Trump","office":"President","relation":"holds","quote":"President Donald Trump","certainty":"asserted","origin":{"type":"person","name":"Bradley Byrne"},"via":[]}',1,719,741);
INSERT INTO "body" VALUES(0,11,'{"kind":"office","person":"John Merrill","office":"Secretary of State","relation":"holds","state":"AL","quote":"Alabama Secretary of State John Merrill","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,0,39);
INSERT INTO "body" VALUES(0,12,'{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"held","quote":"former Attorney General Jeff Sessions","certainty":"asserted","origin":{"type":"person","name":"John Merrill"},"via":[]}',1,159,196);
INSERT INTO "body" VALUES(0,13,'{"kind":"office","person":"Doug Jones","office":"Senator","relation":"holds","quote":"Democratic Sen. Doug Jones","certainty":"asserted","origin":{"type":"person","name":"John Merrill"},"via":[]}',1,261,287);
INSERT INTO "body" VALUES(0,14,'{"kind":"biography","person":"Doug Jones","fact":"party","value":"Democrat","quote":"Democratic Sen. Doug Jones","certainty":"asserted","origin":{"type":"person","name":"John Merrill"},"via":[]}',1,261,287);
INSERT INTO "body" VALUES(0,15,'{"kind":"office","person":"Bradley Byrne","office":"U.S. Representative","relation":"holds","quote":"U.S. Rep. Bradley Byrne","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,381,404);
INSERT INTO "body" VALUES(0,16,'{"kind":"biography","person":"Tommy Tuberville","fact":"occupation","value":"former Auburn football coach","quote":"former Auburn football coach Tommy Tuberville","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,406,451);
INSERT INTO "body" VALUES(0,17,'{"kind":"office","person":"Roy Moore","office":"Chief Justice","relation":"held","quote":"former Chief Justice Roy Moore","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,453,483);
INSERT INTO "body" VALUES(0,18,'{"kind":"office","person":"Arnold Mooney","office":"state Representative","relation":"holds","quote":"state Rep. Arnold Mooney","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,485,509);
INSERT INTO "body" VALUES(0,19,'{"kind":"biography","person":"Stanley Adair","fact":"occupation","value":"businessman","quote":"businessman Stanley Adair","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,511,536);
INSERT INTO "body" VALUES(0,20,'{"kind":"biography","person":"Ruth Page Nelson","fact":"occupation","value":"community activist","quote":"community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,541,576);
INSERT INTO "body" VALUES(1,1,'{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","quote":"Jeff Sessions is expected to run for the U.S. Senate in Alabama","certainty":"expected","origin":{"type":"report"},"via":[]}',1,24,87);
INSERT INTO "body" VALUES(1,2,'{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","stage":"primary:R","quote":"Sessions will enter the Republican primary","certainty":"expected","origin":{"type":"organization","name":"NBC News"},"via":[]}',1,184,226);
INSERT INTO "body" VALUES(1,3,'{"kind":"endorsement","endorser":"Donald Trump","candidate":"Jeff Sessions","stance":"oppose","race":"2020-AL-senate","quote":"President Donald Trump plans to campaign against Sessions","certainty":"expected","origin":{"type":"organization","name":"NBC News"},"via":[]}',1,256,313);
INSERT INTO "body" VALUES(1,4,'{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","date":"2019-11-07","quote":"Sessions will announce his candidacy on Thursday","certainty":"expected","origin":{"type":"anonymous","described":"two Republicans with direct knowledge of the plan","count":2},"via":["Associated Press"]}',1,316,364);
INSERT INTO "body" VALUES(1,5,'{"kind":"office","person":"Doug Jones","office":"Senator","relation":"incumbent","race":"2020-AL-senate","quote":"seat now held by Sen. Doug Jones","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,588,620);
INSERT INTO "body" VALUES(1,6,'{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","date":"2019-11-07","quote":"Jeff Sessions will announce his Senate campaign in Alabama","certainty":"expected","origin":{"type":"anonymous","described":"a Republican official familiar with the plan","count":1},"via":["CNN"]}',1,24,82);
INSERT INTO "body" VALUES(1,7,'{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","quote":"Sessions will run for the seat","certainty":"expected","origin":{"type":"anonymous","described":"Republican sources"},"via":["NPR"]}',1,184,214);
INSERT INTO "body" VALUES(1,8,'{"kind":"candidacy","person":"Tommy Tuberville","status":"qualified","race":"2020-AL-senate","quote":"Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,470,622);
INSERT INTO "body" VALUES(1,9,'{"kind":"candidacy","person":"Bradley Byrne","status":"qualified","race":"2020-AL-senate","quote":"Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,470,622);
INSERT INTO "body" VALUES(1,10,'{"kind":"candidacy","person":"Roy Moore","status":"qualified","race":"2020-AL-senate","quote":"Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,470,622);
INSERT INTO "body" VALUES(1,11,'{"kind":"candidacy","person":"John Merrill","status":"qualified","race":"2020-AL-senate","quote":"Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,470,622);
INSERT INTO "body" VALUES(1,12,'{"kind":"candidacy","person":"Arnold Mooney","status":"qualified","race":"2020-AL-senate","quote":"Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party","certainty":"asserted","origin":{"type":"organization","name":"Yellowhammer News"},"via":[]}',1,470,622);
INSERT INTO "body" VALUES(1,13,'{"kind":"candidacy","person":"John Merrill","status":"withdrew","race":"2020-AL-senate","stage":"primary:R","date":"2019-12-01","quote":"John Merrill withdrew from the Republican primary for the U.S. Senate","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,27,96);
INSERT INTO "body" VALUES(1,14,'{"kind":"candidacy","person":"Jeff Sessions","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,15,'{"kind":"candidacy","person":"Bradley Byrne","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,16,'{"kind":"candidacy","person":"Tommy Tuberville","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,17,'{"kind":"candidacy","person":"Roy Moore","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,18,'{"kind":"candidacy","person":"Arnold Mooney","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,19,'{"kind":"candidacy","person":"Stanley Adair","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,20,'{"kind":"candidacy","person":"Ruth Page Nelson","status":"running","race":"2020-AL-senate","quote":"Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,339,576);
INSERT INTO "body" VALUES(1,21,'{"kind":"schedule","event":"primary","date":"2020-03-03","race":"2020-AL-senate","stage":"primary:R","quote":"primary is on March 3, 2020","certainty":"asserted","origin":{"type":"report"},"via":[]}',1,583,610);
CREATE TABLE claim (
  race        INTEGER NOT NULL REFERENCES race (id),
  seq         INTEGER NOT NULL,
  statement   INTEGER NOT NULL REFERENCES statement (id),
  certainty   INTEGER NOT NULL,
  provenance  INTEGER NOT NULL REFERENCES provenance (id),
  reported_lo INTEGER NOT NULL,
  reported_hi INTEGER NOT NULL,
  document    INTEGER NOT NULL REFERENCES document (id),
  tx          INTEGER NOT NULL REFERENCES batch (tx),
  PRIMARY KEY (race, seq)
) WITHOUT ROWID;
INSERT INTO "claim" VALUES(0,1,1,0,1,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(0,2,5,0,2,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(0,3,7,0,1,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(0,4,9,0,1,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(0,5,1,0,4,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,6,10,1,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,7,16,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,8,17,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,9,18,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,10,5,0,7,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(0,11,19,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,12,1,0,9,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,13,21,0,9,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,14,9,0,9,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,15,16,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,16,29,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,17,30,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,18,18,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,19,31,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(0,20,32,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,1,2,1,1,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(1,2,3,1,2,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(1,3,4,1,2,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(1,4,6,1,3,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(1,5,8,0,1,1573083900,1573083900,1,1);
INSERT INTO "claim" VALUES(1,6,6,1,4,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,7,2,1,5,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,8,11,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,9,12,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,10,13,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,11,14,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,12,15,0,6,1573144200,1573144200,2,2);
INSERT INTO "claim" VALUES(1,13,20,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,14,22,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,15,23,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,16,24,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,17,25,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,18,26,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,19,27,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,20,28,0,8,1575254700,1575254700,3,3);
INSERT INTO "claim" VALUES(1,21,33,0,8,1575254700,1575254700,3,3);
CREATE TABLE complaint (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  place    TEXT NOT NULL,
  what     TEXT NOT NULL,
  kept     TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
CREATE TABLE context (
  race INTEGER NOT NULL REFERENCES race (id),
  seq  INTEGER NOT NULL,
  PRIMARY KEY (race, seq)
) WITHOUT ROWID;
INSERT INTO "context" VALUES(1,1);
INSERT INTO "context" VALUES(1,2);
INSERT INTO "context" VALUES(1,3);
INSERT INTO "context" VALUES(1,4);
INSERT INTO "context" VALUES(1,5);
INSERT INTO "context" VALUES(1,6);
INSERT INTO "context" VALUES(1,7);
INSERT INTO "context" VALUES(1,8);
INSERT INTO "context" VALUES(1,9);
INSERT INTO "context" VALUES(1,10);
INSERT INTO "context" VALUES(1,11);
INSERT INTO "context" VALUES(1,12);
INSERT INTO "context" VALUES(1,13);
INSERT INTO "context" VALUES(1,14);
INSERT INTO "context" VALUES(1,15);
INSERT INTO "context" VALUES(1,16);
INSERT INTO "context" VALUES(1,17);
INSERT INTO "context" VALUES(1,18);
INSERT INTO "context" VALUES(1,19);
INSERT INTO "context" VALUES(1,20);
CREATE TABLE document (
  id          INTEGER PRIMARY KEY,
  key         TEXT NOT NULL,
  version     INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  sha256      BLOB NOT NULL,
  sender_id   TEXT NOT NULL,
  url         TEXT,
  publisher   TEXT,
  published   TEXT,
  title       TEXT NOT NULL,
  text        TEXT NOT NULL,
  first_seen  INTEGER NOT NULL,
  reported_lo INTEGER NOT NULL,
  reported_hi INTEGER NOT NULL,
  reader      TEXT NOT NULL,
  tx          INTEGER NOT NULL REFERENCES batch (tx),
  UNIQUE (key, version),
  UNIQUE (key, sha256)
);
INSERT INTO "document" VALUES(1,'url https://example.org/hustings/alabama-2020/05',1,'report',X'E708D73D5D6191837867329B5E0978E8991FEE8A92DA10F200D406CC2771393A','05-2019-11-06-nbc-ap-sessions-to-run.txt','https://example.org/hustings/alabama-2020/05','Hustings Example Desk','2019-11-06T17:45-06:00','Sessions expected to join Republican Senate primary in Alabama','Former Attorney General Jeff Sessions is expected to run for the U.S. Senate in Alabama, two news organizations reported Wednesday.

NBC News reported, without naming its source, that Sessions will enter the Republican primary. NBC News also reported that President Donald Trump plans to campaign against Sessions.

Sessions will announce his candidacy on Thursday, two Republicans with direct knowledge of the plan told The Associated Press. Neither was authorized to discuss it, and both insisted on anonymity.

Sessions resigned as attorney general in November 2018. He would seek the seat now held by Sen. Doug Jones, a Democrat.',1795623890,1573083900,1573083900,'news 0.1.0',1);
INSERT INTO "document" VALUES(2,'url https://example.org/hustings/alabama-2020/07',1,'report',X'AC4A83F1B7867C9A9521EBE6A90EA2C48E7FEE354A21DF7417E9FCAFE02D0646','07-2019-11-07-more-outlets-rivals-respond.txt','https://example.org/hustings/alabama-2020/07','Hustings Example Desk','2019-11-07T10:30-06:00','More outlets say Sessions will announce Thursday; rivals criticize him','Former Attorney General Jeff Sessions will announce his Senate campaign in Alabama on Thursday, a Republican official familiar with the plan told CNN. Republican sources told NPR that Sessions will run for the seat.

Sessions is to appear Thursday evening on the Fox News program of Tucker Carlson, a source directly familiar with the schedule told Yellowhammer News. Curt Anderson of the firm OnMessage will be his general consultant, according to the same news site.

Tommy Tuberville, U.S. Rep. Bradley Byrne, Roy Moore, Secretary of State John Merrill and state Rep. Arnold Mooney have already qualified with the party, Yellowhammer News reported.

Byrne said in a statement that the state needs a senator loyal to President Donald Trump. Tuberville said on Twitter that Sessions had failed the president as attorney general.',1795623892,1573144200,1573144200,'news 0.1.0',2);
INSERT INTO "document" VALUES(3,'url https://example.org/hustings/alabama-2020/11',1,'report',X'2888AA17A6845812A995D7236E29DDE4FE4B4189DC297B15650D403D8128EF8A','11-2019-12-01-merrill-withdraws.txt','https://example.org/hustings/alabama-2020/11','Hustings Example Desk','2019-12-01T20:45-06:00','Merrill withdraws from Senate race in Alabama','Alabama Secretary of State John Merrill withdrew from the Republican primary for the U.S. Senate on Sunday. Merrill said in a statement that the late entry of former Attorney General Jeff Sessions had changed the race. He said a crowded primary would only help Democratic Sen. Doug Jones. Merrill did not endorse another candidate.

Seven Republicans remain in the race: Sessions, U.S. Rep. Bradley Byrne, former Auburn football coach Tommy Tuberville, former Chief Justice Roy Moore, state Rep. Arnold Mooney, businessman Stanley Adair and community activist Ruth Page Nelson.

The primary is on March 3, 2020. If no one wins a majority, the top two candidates go to a runoff.',1795623894,1575254700,1575254700,'news 0.1.0',3);
CREATE TABLE identity (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('person', 'origin')),
  race     INTEGER REFERENCES race (id),
  a        TEXT NOT NULL,
  b        TEXT NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  basis    TEXT NOT NULL,
  tx       INTEGER NOT NULL REFERENCES batch (tx),
  ended_tx INTEGER REFERENCES batch (tx)
);
CREATE TABLE mention (
  name      INTEGER NOT NULL REFERENCES name (id),
  statement INTEGER NOT NULL REFERENCES statement (id),
  PRIMARY KEY (name, statement)
) WITHOUT ROWID;
INSERT INTO "mention" VALUES(1,1);
INSERT INTO "mention" VALUES(1,2);
INSERT INTO "mention" VALUES(1,3);
INSERT INTO "mention" VALUES(1,4);
INSERT INTO "mention" VALUES(1,6);
INSERT INTO "mention" VALUES(1,7);
INSERT INTO "mention" VALUES(1,10);
INSERT INTO "mention" VALUES(1,22);
INSERT INTO "mention" VALUES(2,4);
INSERT INTO "mention" VALUES(2,5);
INSERT INTO "mention" VALUES(3,8);
INSERT INTO "mention" VALUES(3,9);
INSERT INTO "mention" VALUES(3,21);
INSERT INTO "mention" VALUES(4,10);
INSERT INTO "mention" VALUES(5,11);
INSERT INTO "mention" VALUES(5,24);
INSERT INTO "mention" VALUES(5,29);
INSERT INTO "mention" VALUES(6,12);
INSERT INTO "mention" VALUES(6,16);
INSERT INTO "mention" VALUES(6,23);
INSERT INTO "mention" VALUES(7,13);
INSERT INTO "mention" VALUES(7,25);
INSERT INTO "mention" VALUES(7,30);
INSERT INTO "mention" VALUES(8,14);
INSERT INTO "mention" VALUES(8,17);
INSERT INTO "mention" VALUES(8,19);
INSERT INTO "mention" VALUES(8,20);
INSERT INTO "mention" VALUES(9,15);
INSERT INTO "mention" VALUES(9,18);
INSERT INTO "mention" VALUES(9,26);
INSERT INTO "mention" VALUES(10,27);
INSERT INTO "mention" VALUES(10,31);
INSERT INTO "mention" VALUES(11,28);
INSERT INTO "mention" VALUES(11,32);
CREATE TABLE name (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);
INSERT INTO "name" VALUES(1,'Jeff Sessions');
INSERT INTO "name" VALUES(2,'Donald Trump');
INSERT INTO "name" VALUES(3,'Doug Jones');
INSERT INTO "name" VALUES(4,'Curt Anderson');
INSERT INTO "name" VALUES(5,'Tommy Tuberville');
INSERT INTO "name" VALUES(6,'Bradley Byrne');
INSERT INTO "name" VALUES(7,'Roy Moore');
INSERT INTO "name" VALUES(8,'John Merrill');
INSERT INTO "name" VALUES(9,'Arnold Mooney');
INSERT INTO "name" VALUES(10,'Stanley Adair');
INSERT INTO "name" VALUES(11,'Ruth Page Nelson');
CREATE TABLE provenance (
  id   INTEGER PRIMARY KEY,
  json TEXT NOT NULL UNIQUE
);
INSERT INTO "provenance" VALUES(1,'{"outlet":"Hustings Example Desk","relays":["NBC News","Associated Press"],"origin":{"type":"report"},"via":[],"terms":{}}');
INSERT INTO "provenance" VALUES(2,'{"outlet":"Hustings Example Desk","relays":["NBC News","Associated Press"],"origin":{"type":"organization","name":"NBC News"},"via":[],"terms":{}}');
INSERT INTO "provenance" VALUES(3,'{"outlet":"Hustings Example Desk","relays":["NBC News","Associated Press"],"origin":{"type":"anonymous","described":"two Republicans with direct knowledge of the plan","count":2},"via":["Associated Press"],"terms":{"not_authorized":true,"on_condition_of_anonymity":true,"direct_knowledge":true}}');
INSERT INTO "provenance" VALUES(4,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"anonymous","described":"a Republican official familiar with the plan","count":1},"via":["CNN"],"terms":{}}');
INSERT INTO "provenance" VALUES(5,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"anonymous","described":"Republican sources"},"via":["NPR"],"terms":{}}');
INSERT INTO "provenance" VALUES(6,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"organization","name":"Yellowhammer News"},"via":[],"terms":{}}');
INSERT INTO "provenance" VALUES(7,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"person","name":"Bradley Byrne"},"via":[],"terms":{}}');
INSERT INTO "provenance" VALUES(8,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"report"},"via":[],"terms":{}}');
INSERT INTO "provenance" VALUES(9,'{"outlet":"Hustings Example Desk","relays":[],"origin":{"type":"person","name":"John Merrill"},"via":[],"terms":{}}');
CREATE TABLE race (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  tx   INTEGER
);
INSERT INTO "race" VALUES(0,'-',NULL);
INSERT INTO "race" VALUES(1,'2020-AL-senate',1);
CREATE TABLE relay (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  outlet   TEXT NOT NULL,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
INSERT INTO "relay" VALUES(1,0,'NBC News');
INSERT INTO "relay" VALUES(1,1,'Associated Press');
CREATE TABLE source (
  document INTEGER NOT NULL REFERENCES document (id),
  ord      INTEGER NOT NULL,
  url      TEXT NOT NULL,
  date     TEXT,
  PRIMARY KEY (document, ord)
) WITHOUT ROWID;
INSERT INTO "source" VALUES(1,0,'https://uslibertywire.com/jeff-sessions-to-run-for-senate-in-alabama-trump-to-campaign-against-report/','2019-11-06');
INSERT INTO "source" VALUES(1,1,'https://www.waaytv.com/content/news/AP-Sources-Former-Attorney-General-Jeff-Sessions-to-announce-Alabama-Senate-bid-on-Thursday-564575301.html','2019-11-06');
INSERT INTO "source" VALUES(2,0,'https://yellowhammernews.com/sessions-to-appear-thursday-on-tucker-carlson-tonight-expected-to-announce-senate-bid/','2019-11-06');
INSERT INTO "source" VALUES(2,1,'https://wbhm.org/2019/jeff-sessions-wants-return-senate-gop-sources-say','2019-11-07');
INSERT INTO "source" VALUES(2,2,'https://www.wrbl.com/top-stories/sessions-expected-to-announce-intent-to-join-alabama-senate-race-today/','2019-11-07');
INSERT INTO "source" VALUES(2,3,'https://clarion.causeaction.com/2019/11/06/report-jeff-sessions-to-announce-2020-u-s-senate-run/','2019-11-06');
INSERT INTO "source" VALUES(3,0,'https://www.waaytv.com/content/news/AL-Secretary-of-State-drops-out-of-US-Senate-race-565669841.html','2019-12-01');
INSERT INTO "source" VALUES(3,1,'https://www.washingtonpost.com/national/alabama-secretary-of-state-exits-senate-race-cites-sessions/2019/12/01/fdcf7288-14af-11ea-80d6-d0ca7007273f_story.html','2019-12-01');
INSERT INTO "source" VALUES(3,2,'https://www.fox10tv.com/news/alabama/john-merrill-drops-out-of-us-senate-race/article_80154b8c-14ab-11ea-9fbc-13f608119ea6.html','2019-12-01');
CREATE TABLE statement (
  id   INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  json TEXT NOT NULL UNIQUE
);
INSERT INTO "statement" VALUES(1,'office','{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"held"}');
INSERT INTO "statement" VALUES(2,'candidacy','{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(3,'candidacy','{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","stage":"primary:R"}');
INSERT INTO "statement" VALUES(4,'endorsement','{"kind":"endorsement","endorser":"Donald Trump","candidate":"Jeff Sessions","stance":"oppose","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(5,'office','{"kind":"office","person":"Donald Trump","office":"President","relation":"holds"}');
INSERT INTO "statement" VALUES(6,'candidacy','{"kind":"candidacy","person":"Jeff Sessions","status":"expected","race":"2020-AL-senate","date":"2019-11-07"}');
INSERT INTO "statement" VALUES(7,'office','{"kind":"office","person":"Jeff Sessions","office":"Attorney General","relation":"resigned","end":"2018-11"}');
INSERT INTO "statement" VALUES(8,'office','{"kind":"office","person":"Doug Jones","office":"Senator","relation":"incumbent","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(9,'biography','{"kind":"biography","person":"Doug Jones","fact":"party","value":"Democrat"}');
INSERT INTO "statement" VALUES(10,'role','{"kind":"role","person":"Curt Anderson","role":"general consultant","of":"Jeff Sessions","relation":"is"}');
INSERT INTO "statement" VALUES(11,'candidacy','{"kind":"candidacy","person":"Tommy Tuberville","status":"qualified","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(12,'candidacy','{"kind":"candidacy","person":"Bradley Byrne","status":"qualified","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(13,'candidacy','{"kind":"candidacy","person":"Roy Moore","status":"qualified","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(14,'candidacy','{"kind":"candidacy","person":"John Merrill","status":"qualified","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(15,'candidacy','{"kind":"candidacy","person":"Arnold Mooney","status":"qualified","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(16,'office','{"kind":"office","person":"Bradley Byrne","office":"U.S. Representative","relation":"holds"}');
INSERT INTO "statement" VALUES(17,'office','{"kind":"office","person":"John Merrill","office":"Secretary of State","relation":"holds"}');
INSERT INTO "statement" VALUES(18,'office','{"kind":"office","person":"Arnold Mooney","office":"state Representative","relation":"holds"}');
INSERT INTO "statement" VALUES(19,'office','{"kind":"office","person":"John Merrill","office":"Secretary of State","relation":"holds","state":"AL"}');
INSERT INTO "statement" VALUES(20,'candidacy','{"kind":"candidacy","person":"John Merrill","status":"withdrew","race":"2020-AL-senate","stage":"primary:R","date":"2019-12-01"}');
INSERT INTO "statement" VALUES(21,'office','{"kind":"office","person":"Doug Jones","office":"Senator","relation":"holds"}');
INSERT INTO "statement" VALUES(22,'candidacy','{"kind":"candidacy","person":"Jeff Sessions","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(23,'candidacy','{"kind":"candidacy","person":"Bradley Byrne","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(24,'candidacy','{"kind":"candidacy","person":"Tommy Tuberville","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(25,'candidacy','{"kind":"candidacy","person":"Roy Moore","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(26,'candidacy','{"kind":"candidacy","person":"Arnold Mooney","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(27,'candidacy','{"kind":"candidacy","person":"Stanley Adair","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(28,'candidacy','{"kind":"candidacy","person":"Ruth Page Nelson","status":"running","race":"2020-AL-senate"}');
INSERT INTO "statement" VALUES(29,'biography','{"kind":"biography","person":"Tommy Tuberville","fact":"occupation","value":"former Auburn football coach"}');
INSERT INTO "statement" VALUES(30,'office','{"kind":"office","person":"Roy Moore","office":"Chief Justice","relation":"held"}');
INSERT INTO "statement" VALUES(31,'biography','{"kind":"biography","person":"Stanley Adair","fact":"occupation","value":"businessman"}');
INSERT INTO "statement" VALUES(32,'biography','{"kind":"biography","person":"Ruth Page Nelson","fact":"occupation","value":"community activist"}');
INSERT INTO "statement" VALUES(33,'schedule','{"kind":"schedule","event":"primary","date":"2020-03-03","race":"2020-AL-senate","stage":"primary:R"}');
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_statement ON claim (statement);
CREATE TRIGGER identity_ends_once BEFORE UPDATE ON identity
WHEN OLD.ended_tx IS NOT NULL OR NEW.ended_tx IS NULL
  OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.race IS NOT OLD.race OR NEW.a <> OLD.a OR NEW.b <> OLD.b
  OR NEW.verdict <> OLD.verdict OR NEW.basis <> OLD.basis OR NEW.tx <> OLD.tx
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: an identity can only be ended, once');
END;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER race_no_update BEFORE UPDATE ON race BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER race_no_delete BEFORE DELETE ON race BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER relay_no_update BEFORE UPDATE ON relay BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER relay_no_delete BEFORE DELETE ON relay BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER complaint_no_update BEFORE UPDATE ON complaint BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER complaint_no_delete BEFORE DELETE ON complaint BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER statement_no_update BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER statement_no_delete BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER name_no_update BEFORE UPDATE ON name BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER name_no_delete BEFORE DELETE ON name BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER mention_no_update BEFORE UPDATE ON mention BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER provenance_no_update BEFORE UPDATE ON provenance BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER provenance_no_delete BEFORE DELETE ON provenance BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER body_no_delete BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER context_no_update BEFORE UPDATE ON context BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER context_no_delete BEFORE DELETE ON context BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER identity_no_delete BEFORE DELETE ON identity BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
COMMIT;
