package dev.offboard.local.kafka;

import dev.offboard.messaging.password.ScramPasswordFile;
import java.nio.file.Path;
import java.util.Map;

/// Of one whom `deploy/kafka/access.txt` knows and who goes on running while the password is
/// replaced: the client reads it at each connection.
public record KafkaPasswordFile(String user, Path file) implements KafkaCredentials {
  @Override
  public Map<String, String> settings() {
    return Map.of(
        "security.protocol",
        KafkaLogin.PROTOCOL,
        "sasl.mechanism",
        KafkaLogin.Mechanism.SCRAM.code(),
        "sasl.client.callback.handler.class",
        ScramPasswordFile.class.getName(),
        "sasl.jaas.config",
        "%s required username=\"%s\" passwordFile=\"%s\";"
            .formatted(KafkaLogin.Mechanism.SCRAM.module(), user, quoted(file)));
  }

  /// As a text between quotes in a JAAS configuration.
  private static String quoted(Path file) {
    return file.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
