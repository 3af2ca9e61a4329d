package dev.offboard.local.directory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offboard.local.journal.PlatformFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The text of a file that is to be imported, and the name it is called by in messages. Always the
/// whole file: a file that can't be read to its end is refused before anything of it is imported.
record InputFile(String name, String text) {
  /// A directory of some 200,000 users; more is better split by tenant, as it is kept in memory.
  private static final long MOST_BYTES = 256L << 20;

  private static final Pattern PARSER_INTERNALS =
      Pattern.compile("\\s*\\([^()]*\\[Source.*", Pattern.DOTALL);

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  static InputFile read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw refused(path.toString(), "is a directory; name the files in it");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw refused(
            path.toString(),
            "has %d MB (expected: at most %d MB); split it by tenant"
                .formatted(Files.size(path) >> 20, MOST_BYTES >> 20));
      }
      return of(path.toString(), Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw refused(path.toString(), "doesn't exist");
    } catch (IOException e) {
      throw refused(path.toString(), "can't be read (%s)".formatted(e));
    }
  }

  /// Accepts UTF-8 with or without a byte order mark; names the line of the first byte that isn't
  /// text.
  static InputFile of(String name, byte[] content) {
    if (startsWith(content, ZIP) || startsWith(content, GZIP)) {
      throw refused(name, "is compressed; unpack it first");
    }
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    var result = utf8.decode(in, out, true);
    int end = result.isError() ? in.position() : indexOfNul(content);
    if (end < content.length) {
      throw refused(
          name,
          "line %d: byte %d (0x%02x) isn't UTF-8 text; export it as UTF-8"
              .formatted(lineAt(content, end), end + 1, content[end]));
    }
    String text = out.flip().toString();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (text.isBlank()) {
      throw refused(name, "is empty");
    }
    return new InputFile(name, text);
  }

  /// Whether it looks like JSON; what is no JSON is taken for CSV.
  boolean isJson() {
    char first = text.stripLeading().charAt(0);
    return first == '{' || first == '[';
  }

  PlatformFailure corrupt(long line, long column, String what) {
    return refused(name, "line %d, column %d: %s".formatted(line, column, what));
  }

  /// What a parser could not go on with. Its hints at Java objects mean nothing to whoever mends
  /// the file.
  PlatformFailure corrupt(JsonProcessingException e, String what) {
    JsonLocation at = e.getLocation();
    String reason = PARSER_INTERNALS.matcher(e.getOriginalMessage()).replaceAll("");
    return corrupt(
        at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), what.formatted(reason));
  }

  PlatformFailure refused(String what) {
    return refused(name, what);
  }

  private static PlatformFailure refused(String name, String what) {
    return new PlatformFailure("%s: %s. Nothing was imported.".formatted(name, what));
  }

  private static boolean startsWith(byte[] content, byte[] magic) {
    return content.length >= magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }

  /// NUL is valid UTF-8 but in no text file: with one, it is binary or UTF-16.
  private static int indexOfNul(byte[] content) {
    for (int i = 0; i < content.length; i++) {
      if (content[i] == 0) {
        return i;
      }
    }
    return content.length;
  }

  private static long lineAt(byte[] content, int end) {
    long line = 1;
    for (int i = 0; i < end; i++) {
      if (content[i] == '\n') {
        line++;
      }
    }
    return line;
  }
}
