package dev.offboard.local.kafka;

import java.util.Map;

/// Who a client is to the broker, with the password that it has now.
///
/// @param mechanism as SASL names it
public record KafkaLogin(String user, String password, Mechanism mechanism)
    implements KafkaCredentials {
  static final String PROTOCOL = "SASL_PLAINTEXT";

  /// How passwords are shown to the broker. No listener leaves this machine.
  public enum Mechanism {
    /// RFC 5802: the broker keeps no password and the wire carries none.
    SCRAM("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
    /// RFC 4616, for whoever has to get in before the broker knows anybody: itself.
    PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");

    private final String code;
    private final String module;

    Mechanism(String code, String module) {
      this.code = code;
      this.module = module;
    }

    String code() {
      return code;
    }

    String module() {
      return module;
    }
  }

  /// May do everything; of whoever runs the installation.
  public static KafkaLogin admin(String password) {
    return new KafkaLogin("admin", password, Mechanism.PLAIN);
  }

  /// One of those whom `deploy/kafka/access.txt` knows.
  public static KafkaLogin of(String user, String password) {
    return new KafkaLogin(user, password, Mechanism.SCRAM);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "security.protocol",
        PROTOCOL,
        "sasl.mechanism",
        mechanism.code(),
        "sasl.jaas.config",
        jaas());
  }

  /// Passwords are base64 and names are ours: neither needs escaping.
  String jaas() {
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(mechanism.module, user, password);
  }

  @Override
  public String toString() {
    return "KafkaLogin[%s]".formatted(user);
  }
}
