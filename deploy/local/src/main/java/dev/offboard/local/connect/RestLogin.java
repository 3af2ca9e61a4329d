package dev.offboard.local.connect;

import dev.offboard.local.supervision.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/// With which a worker's REST interface lets somebody in (RFC 7617). Whoever is let in may register
/// a connector, which reads and writes with the relay's passwords: so it is only we.
///
/// @param password letters, digits, `-` and `_` only
public record RestLogin(String password) {
  private static final String USER = "offboard";

  /// Where the virtual machine looks for it; Connect has no setting of its own.
  private static final String JAAS = "java.security.auth.login.config";

  /// What a request says.
  public String authorization() {
    byte[] credentials = (USER + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  /// Writes what the worker compares with into a folder, in files for its owner only; returns the
  /// option for its virtual machine.
  String expectedIn(Path folder) {
    return "-D%s=%s".formatted(JAAS, writtenTo(folder));
  }

  /// The same for a worker in this process.
  public void expectHere(Path folder) {
    System.setProperty(JAAS, writtenTo(folder).toString());
  }

  private Path writtenTo(Path folder) {
    Path credentials = folder.resolve("rest.credentials");
    PrivateFile.write(credentials, "%s=%s%n".formatted(USER, password));
    Path jaas = folder.resolve("rest.jaas");
    PrivateFile.write(
        jaas,
        """
        KafkaConnect {
          org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required file="%s";
        };
        """
            .formatted(credentials));
    return jaas;
  }

  @Override
  public String toString() {
    return "RestLogin[%s]".formatted(USER);
  }
}
