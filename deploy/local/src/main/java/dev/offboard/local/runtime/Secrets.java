package dev.offboard.local.runtime;

import dev.offboard.local.connect.RestLogin;
import dev.offboard.local.kafka.KafkaBroker;
import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The passwords and the token of one installation, each in a file that only its owner can read.
/// Made when first asked for, by whoever asks first: services that start side by side all read the
/// same one.
final class Secrets {
  /// 192 bits: beyond guessing, and no padding in base64.
  private static final int RANDOM_BYTES = 24;

  private static final String TOKEN = "token";
  private static final String SERVICE_TOKEN = "service-token";
  private static final String DATASOURCE = "spring.datasource.password";
  private static final String FLYWAY = "spring.flyway.password";
  private static final String NOTES = "offboard.notes.wrapping-keys";

  private final Path directory;
  private final SigningKeyFile signingKey;
  private final SecureRandom random = new SecureRandom();

  Secrets(DataDirectory data) {
    this.directory = data.secrets();
    this.signingKey = new SigningKeyFile(data.signer());
  }

  /// The bearer token that every service accepts.
  String token() {
    return secret(tokenFile());
  }

  /// What the services let each other in with.
  private String serviceToken() {
    return secret(directory.resolve(SERVICE_TOKEN));
  }

  Path tokenFile() {
    return directory.resolve(TOKEN);
  }

  String superuserPassword() {
    return secret(directory.resolve("postgres.password"));
  }

  private String relayPassword() {
    return secret(relayPasswordFile());
  }

  /// Made if need be.
  Path relayPasswordFile() {
    return made(directory.resolve("relay.password"));
  }

  /// With which Connect's REST interface lets us in.
  RestLogin connectLogin() {
    return new RestLogin(secret(directory.resolve("connect.password")));
  }

  /// With which a program is let in by the broker.
  String kafkaPassword(String principal) {
    return secret(kafkaPasswordFile(principal));
  }

  /// Made if need be.
  Path kafkaPasswordFile(String principal) {
    return made(kafkaFolder().resolve(principal + ".password"));
  }

  private Path kafkaFolder() {
    return directory.resolve("kafka");
  }

  /// Of everybody whom `deploy/kafka/access.txt` names.
  KafkaBroker.Passwords kafkaPasswords() {
    Stream.concat(Stream.of(Service.values()).map(Service::toString), Stream.of("relay", "trigger"))
        .forEach(this::kafkaPasswordFile);
    return new KafkaBroker.Passwords(kafkaPassword("admin"), kafkaFolder());
  }

  /// What the audit log's checkpoints are signed with. In a folder of its own, where the signer
  /// also keeps its memory.
  SigningKeyFile signingKey() {
    return signingKey;
  }

  /// With which a service is believed, and believes others.
  MessageKeyFiles messageKeys() {
    return new MessageKeyFiles(directory);
  }

  /// The folder whose files a service imports as properties, each named by its file; makes what is
  /// missing.
  Path of(Service service) {
    Path folder = folder(service);
    databasePasswordFile(service);
    ownerPasswordFile(service);
    if (service == Service.ORCHESTRATOR) {
      secret(folder.resolve(NOTES));
    }
    PrivateFile.write(folder.resolve("offboard.token"), token());
    PrivateFile.write(folder.resolve("offboard.service-token"), serviceToken());
    return folder;
  }

  /// Of the first administrator, until somebody has seen it.
  FirstPassword firstPassword() {
    return new FirstPassword(directory);
  }

  /// What `deploy/postgres/bootstrap.sql` calls its variables.
  Map<String, String> bootstrapVariables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("relay_password", relayPassword());
    for (Service service : Service.values()) {
      variables.put(service + "_password", secret(databasePasswordFile(service)));
      variables.put(service + "_owner_password", secret(ownerPasswordFile(service)));
    }
    return variables;
  }

  /// What the service is let in with by PostgreSQL while it runs. Made if need be.
  Path databasePasswordFile(Service service) {
    return made(folder(service).resolve(DATASOURCE));
  }

  /// What it makes its tables with when it starts. Made if need be.
  Path ownerPasswordFile(Service service) {
    return made(folder(service).resolve(FLYWAY));
  }

  private Path folder(Service service) {
    return directory.resolve(service.toString());
  }

  private String secret(Path file) {
    try {
      return Files.readString(made(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private Path made(Path file) {
    if (!Files.exists(file)) {
      PrivateFile.writeOnce(file, newSecret());
    }
    return file;
  }

  /// Beyond guessing.
  String newSecret() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
