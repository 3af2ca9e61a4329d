package dev.offboard.messaging.authenticity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one service, one for each pair of writer and reader: a reader can't speak for the
/// writer to anybody else.
///
/// The file has a line `to.READER = KEY` for each service that reads what this one writes, and
/// `from.WRITER = KEY[,KEY]` for each that this one reads, itself included: 32 random bytes in
/// base64. Of several the first is used for writing and each for reading; so a key is replaced
/// without downtime: first add the new one at the reader, then put it in first at the writer, then
/// drop the old one.
record MessageKeys(SortedMap<String, List<Key>> to, SortedMap<String, List<Key>> from) {
  private static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  /// Enough to tell a handful of keys apart.
  private static final int NAME_BYTES = 4;

  /// @param name what a code says it was made with; tells nothing about the key
  record Key(String name, SecretKeySpec secret) {
    static Key of(byte[] bytes) {
      SecretKeySpec secret = new SecretKeySpec(bytes, ALGORITHM);
      return new Key(
          HexFormat.of().formatHex(Arrays.copyOf(code(secret, new byte[0]), NAME_BYTES)), secret);
    }

    byte[] code(byte[] digest) {
      return code(secret, digest);
    }

    private static byte[] code(SecretKeySpec secret, byte[] digest) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(secret);
        return mac.doFinal(digest);
      } catch (java.security.GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }
  }

  static MessageKeys read(Path file) {
    Properties lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "offboard.authenticity.key-file: %s can't be read; without its keys nothing this service says would be believed"
              .formatted(file),
          e);
    }
    return new MessageKeys(keys(file, lines, "to."), keys(file, lines, "from."));
  }

  private static SortedMap<String, List<Key>> keys(Path file, Properties lines, String prefix) {
    SortedMap<String, List<Key>> keys = new TreeMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        keys.put(
            name.substring(prefix.length()),
            Arrays.stream(lines.getProperty(name).split(","))
                .map(text -> key(file, name, text.strip()))
                .toList());
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalStateException(
          "offboard.authenticity.key-file: %s has no line \"%sSERVICE = KEY\""
              .formatted(file, prefix));
    }
    return keys;
  }

  private static Key key(Path file, String name, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == KEY_BYTES) {
        return Key.of(bytes);
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text
    }
    throw new IllegalStateException(
        "offboard.authenticity.key-file: \"%s\" in %s is no key (expected: %d bytes in base64)"
            .formatted(name, file, KEY_BYTES));
  }
}
