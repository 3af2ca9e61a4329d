package dev.offboard.audit.verify;

import java.io.IOException;
import java.io.InputStream;

/// Reads no more than a log can have to say, so that a hostile one cannot fill the memory.
final class Limited {
  private Limited() {}

  static byte[] read(InputStream in, String path) throws IOException {
    byte[] bytes = in.readNBytes(LogSource.MAX_BYTES + 1);
    if (bytes.length > LogSource.MAX_BYTES) {
      throw new IOException(
          "%s is longer than %d bytes, the most that a log may serve"
              .formatted(path, LogSource.MAX_BYTES));
    }
    return bytes;
  }
}
