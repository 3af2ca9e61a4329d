package dev.offboard.local.hostile;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Values that have broken programs before: of the wrong type, size, encoding or intent.
final class HostileValues {
  private static final List<String> STRINGS =
      List.of(
          "",
          " ",
          ".",
          "..",
          "../../../../etc/passwd",
          "..%2f..%2fsecrets%2ftoken",
          "..;/actuator/env",
          "//",
          "\\",
          "*",
          "%",
          "_",
          "%00",
          "\u0000",
          "a\u0000b",
          "\r\nX-Injected: yes",
          "\u001b[2J\u001b[31mroot",
          "\u202eevil\u202c",
          "\u200b",
          "\ufeff",
          "\ufffe\uffff",
          "\ud83d\ude00\u0301\u0301\u0301",
          "İıſK",
          "ﬃ①Ⅳ",
          "' OR '1'='1",
          "'; DROP TABLE offboarding; --",
          "1); SELECT pg_sleep(10); --",
          "${jndi:ldap://127.0.0.1:1/a}",
          "#{T(java.lang.Runtime).getRuntime()}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "$(id)",
          "`id`",
          "| id",
          "null",
          "undefined",
          "NaN",
          "true",
          "-1",
          "0",
          "9223372036854775808",
          "1e999999",
          "0x7fffffff",
          "2026-02-30T25:61:61Z",
          "+999999999-12-31T23:59:59.999999999Z",
          "-999999999-01-01T00:00:00Z",
          "0000-00-00T00:00:00Z",
          "PT-1S",
          "P999999999D",
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-fffffffffffff",
          "{}",
          "[]",
          "[[[[[[[[[[",
          "constructor",
          "__proto__",
          "java.lang.ProcessBuilder",
          "offboarding.user-deprovisioned.v1");

  /// Raw JSON, of every type and none.
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-1",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "1e-400",
          "0.1",
          "1".repeat(1_100),
          "[]",
          "{}",
          "[null]",
          "[{}]",
          "{\"$ref\":\"#\"}",
          "{\"@type\":\"java.lang.Runtime\"}",
          "[\"java.util.ArrayList\",[]]",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "NaN",
          "01",
          "'single'",
          "// comment");

  private final Random random;

  HostileValues(Random random) {
    this.random = random;
  }

  String string() {
    return switch (random.nextInt(12)) {
      case 0 -> "a".repeat(1 + random.nextInt(3_000));
      case 1 -> "\u00e9".repeat(129);
      case 2 -> noise(1 + random.nextInt(40));
      default -> STRINGS.get(random.nextInt(STRINGS.size()));
    };
  }

  String json() {
    List<Supplier<String>> kinds =
        List.of(
            () -> JSON.get(random.nextInt(JSON.size())),
            () -> Texts.quoted(string()),
            () -> Texts.quoted(string()),
            () -> "[" + Texts.quoted(string()) + "]",
            () -> "{" + Texts.quoted(string()) + ":" + Texts.quoted(string()) + "}",
            () -> nested(1 + random.nextInt(2_000)));
    return kinds.get(random.nextInt(kinds.size())).get();
  }

  /// Nothing that a parser could begin with, or that ends too soon.
  byte[] garbage() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  /// Any characters but lone surrogates, which no encoder writes.
  private String noise(int length) {
    StringBuilder text = new StringBuilder();
    random
        .ints(length, 0, Character.MAX_CODE_POINT + 1)
        .map(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE ? '?' : it)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
