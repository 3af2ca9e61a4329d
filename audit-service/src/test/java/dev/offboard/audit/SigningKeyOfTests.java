package dev.offboard.audit;

import dev.offboard.audit.note.KeyType;
import dev.offboard.audit.note.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives an application of the tests a key of its own. It signs when asked, not by time.
public final class SigningKeyOfTests
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  public static final SigningKey KEY = SigningKey.generate("example.com/audit", KeyType.ED25519);

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    try {
      Path directory = Files.createTempDirectory("signer");
      Path key =
          Files.createFile(
              directory.resolve("key"),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(key, KEY.encoded());
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "signing-key",
                  Map.of(
                      "offboard.checkpoints.enabled",
                      "false",
                      "offboard.checkpoints.key-file",
                      key.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
