package dev.offboard.local.runtime;

import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The keys with which services believe each other's messages: one for each pair of writer and
/// reader, made once, and a file for each service with those that it needs. Of several keys of a
/// pair the first is written with and each is read with.
///
/// @param folder of the installation's secrets, with a folder for each service
public record MessageKeyFiles(Path folder) {
  private static final int KEY_BYTES = 32;

  /// Those of an installation.
  public static MessageKeyFiles in(DataDirectory data) {
    return new MessageKeyFiles(data.secrets());
  }

  /// Makes the file of one service, and the keys that are still missing.
  Path of(Service service) {
    List<String> lines = new ArrayList<>();
    readersOf(service)
        .forEach(reader -> lines.add("to.%s = %s".formatted(reader, keys(service, reader))));
    EnumSet.allOf(Service.class).stream()
        .filter(writer -> isReader(service, writer))
        .forEach(writer -> lines.add("from.%s = %s".formatted(writer, keys(writer, service))));
    Path file = folder.resolve(service.toString()).resolve("message-keys");
    PrivateFile.write(file, String.join("\n", lines) + "\n");
    return file;
  }

  /// Gives each pair a new key, which is read with and not yet written with. One from before, that
  /// was only read with, goes.
  public void offerNew() {
    change(keys -> List.of(keys.getFirst(), newKey()));
  }

  /// The key that was offered is written with from now on; the one from before is still read with.
  ///
  /// Not before each service has seen the offer.
  public void takeNew() {
    change(keys -> keys.reversed());
  }

  /// The keys from before convince nobody any more.
  public void forgetOld() {
    change(keys -> List.of(keys.getFirst()));
  }

  private void change(UnaryOperator<List<String>> change) {
    for (Service writer : Service.values()) {
      for (Service reader : Service.values()) {
        if (isReader(reader, writer)) {
          List<String> keys = Arrays.asList(keys(writer, reader).split(","));
          PrivateFile.write(file(writer, reader), String.join(",", change.apply(keys)));
        }
      }
    }
    EnumSet.allOf(Service.class).forEach(this::of);
  }

  /// Everybody reads what they have set aside themselves.
  private static boolean isReader(Service reader, Service writer) {
    return reader == writer || readersOf(writer).contains(reader);
  }

  /// What the orchestrator says is for everybody; what the others say is for it and for the audit.
  private static Set<Service> readersOf(Service writer) {
    return writer == Service.ORCHESTRATOR
        ? EnumSet.complementOf(EnumSet.of(Service.ORCHESTRATOR))
        : EnumSet.of(Service.ORCHESTRATOR, Service.AUDIT);
  }

  private String keys(Service writer, Service reader) {
    Path file = file(writer, reader);
    if (!Files.exists(file)) {
      PrivateFile.writeOnce(file, newKey());
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read", e);
    }
  }

  private Path file(Service writer, Service reader) {
    return folder.resolve("message-keys").resolve("%s-to-%s".formatted(writer, reader));
  }

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
