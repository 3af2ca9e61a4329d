package dev.offboard.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offboard.local.json.Json;

/// How any text is put where it is not meant to end what is around it.
final class Texts {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Texts() {}

  static String quoted(String text) {
    return Json.line(text);
  }

  /// RFC 3986 section 2.1: everything but the unreserved characters.
  static String percent(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append("%%%02X".formatted((int) c));
      }
    }
    return text.toString();
  }

  static String percent(String text) {
    return percent(text.getBytes(UTF_8));
  }
}
