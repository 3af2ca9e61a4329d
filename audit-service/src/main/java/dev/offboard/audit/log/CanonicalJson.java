package dev.offboard.audit.log;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// JSON in the one form of RFC 8785 (JCS), so that the same facts are the same bytes. Of numbers it
/// takes whole ones that a double holds exactly (RFC 7493 section 2.2): no other occurs in a
/// message.
public final class CanonicalJson {
  private static final long MAX_EXACT = (1L << 53) - 1;

  private final StringBuilder out = new StringBuilder(512);

  private CanonicalJson() {}

  /// @throws UnfitEntry for a number or a text that has no canonical form
  public static String of(JsonNode node) {
    CanonicalJson json = new CanonicalJson();
    json.value(node);
    return json.out.toString();
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> string(node.stringValue());
      case NUMBER -> number(node);
      case BOOLEAN, NULL -> out.append(node.asString("null"));
      case BINARY, MISSING, POJO ->
          throw new UnfitEntry("a %s has no canonical form".formatted(node.getNodeType()));
    }
  }

  /// RFC 8785 section 3.2.3: members sorted by the UTF-16 code units of their names, as
  /// [String#compareTo] does.
  private void object(JsonNode node) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : sorted.entrySet()) {
      out.append(separator);
      string(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void array(JsonNode node) {
    out.append('[');
    for (Iterator<JsonNode> elements = node.iterator(); elements.hasNext(); ) {
      value(elements.next());
      out.append(elements.hasNext() ? "," : "");
    }
    out.append(']');
  }

  private void number(JsonNode node) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() > MAX_EXACT
        || node.longValue() < -MAX_EXACT) {
      throw new UnfitEntry(
          "number %s (expected: whole, between -(2^53 - 1) and 2^53 - 1)"
              .formatted(node.asString()));
    }
    out.append(node.longValue());
  }

  /// RFC 8785 section 3.2.2.2: only what JSON requires is escaped, in the shortest way; a lone
  /// surrogate is an error.
  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else if (Character.isSurrogate(c)) {
            out.appendCodePoint(pairAt(text, i++));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static int pairAt(String text, int index) {
    int codePoint = text.codePointAt(index);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      throw new UnfitEntry("text with half a surrogate pair at %d is no Unicode".formatted(index));
    }
    return codePoint;
  }
}
