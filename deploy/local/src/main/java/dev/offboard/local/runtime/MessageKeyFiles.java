package dev.offboard.local.runtime;

import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The keys with which services believe each other's messages: one for each pair of writer and
/// reader, made once, and a file for each service with those that it needs.
///
/// @param folder of the installation's secrets, with a folder for each service
record MessageKeyFiles(Path folder) {
  private static final int KEY_BYTES = 32;

  /// Makes the file of one service, and the keys that are still missing.
  Path of(Service service) {
    List<String> lines = new ArrayList<>();
    readersOf(service)
        .forEach(reader -> lines.add("to.%s = %s".formatted(reader, key(service, reader))));
    EnumSet.allOf(Service.class).stream()
        .filter(writer -> writer == service || readersOf(writer).contains(service))
        .forEach(writer -> lines.add("from.%s = %s".formatted(writer, key(writer, service))));
    Path file = folder.resolve(service.toString()).resolve("message-keys");
    PrivateFile.write(file, String.join("\n", lines) + "\n");
    return file;
  }

  /// What the orchestrator says is for everybody; what the others say is for it and for the audit.
  private static Set<Service> readersOf(Service writer) {
    return writer == Service.ORCHESTRATOR
        ? EnumSet.complementOf(EnumSet.of(Service.ORCHESTRATOR))
        : EnumSet.of(Service.ORCHESTRATOR, Service.AUDIT);
  }

  private String key(Service writer, Service reader) {
    Path file = folder.resolve("message-keys").resolve("%s-to-%s".formatted(writer, reader));
    if (!Files.exists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      PrivateFile.writeOnce(file, Base64.getEncoder().encodeToString(key));
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }
}
