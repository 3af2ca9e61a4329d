CREATE TABLE badge (
  tenant_id text NOT NULL,
  user_id   text NOT NULL,
  door      text NOT NULL,
  epoch     int  NOT NULL,
  PRIMARY KEY (tenant_id, user_id, door)
);
GRANT SELECT, INSERT, DELETE ON badge TO ${flyway:defaultSchema};
