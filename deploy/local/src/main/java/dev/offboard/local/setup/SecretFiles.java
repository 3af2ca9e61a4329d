package dev.offboard.local.setup;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The secrets of an installation as files, laid out as the embedded runtime lays out its own:
/// `postgres.password`, `relay.password` and a folder for each service whose files are named after
/// the properties they become. Only reads: somebody else has made them.
record SecretFiles(Path folder) {
  String superuserPassword() {
    return read("postgres.password");
  }

  /// What `deploy/postgres/bootstrap.sql` calls its variables.
  Map<String, String> bootstrapVariables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("relay_password", read("relay.password"));
    for (Service service : Service.values()) {
      variables.put(service + "_password", read(service + "/spring.datasource.password"));
      variables.put(service + "_owner_password", read(service + "/spring.flyway.password"));
    }
    return variables;
  }

  private String read(String name) {
    Path file = folder.resolve(name);
    try {
      String secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new PlatformFailure(
            "%s is empty (expected: a secret). Nothing was set up; delete it and make the secrets again"
                .formatted(file));
      }
      return secret;
    } catch (IOException e) {
      throw new PlatformFailure(
          "%s can't be read: %s. Nothing was set up; make the secrets and see that the user %s may read them"
              .formatted(file, e, System.getProperty("user.name")),
          e);
    }
  }
}
