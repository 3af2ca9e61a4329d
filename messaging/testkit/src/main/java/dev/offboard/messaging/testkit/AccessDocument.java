package dev.offboard.messaging.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Endpoint.Reach;
import dev.offboard.messaging.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The tables of docs/access.md, a section for each service.
final class AccessDocument {
  private static final Path DOCUMENT = Path.of("../docs/access.md");

  private AccessDocument() {}

  /// @throws AssertionError if it doesn't
  static void assertShows(String service, AccessTable table) {
    Golden.assertMatches(DOCUMENT, withSection(service, section(table)));
  }

  private static String withSection(String service, String section) {
    try {
      String begin = "<!-- begin %s -->\n".formatted(service);
      String end = "<!-- end %s -->".formatted(service);
      String document = Files.readString(DOCUMENT);
      int from = document.indexOf(begin);
      int to = document.indexOf(end);
      assertThat(from).as("%s has no section for %s", DOCUMENT, service).isPositive();
      return document.substring(0, from + begin.length()) + section + document.substring(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String section(AccessTable table) {
    List<Role> roles = Arrays.asList(Role.values());
    StringBuilder lines = new StringBuilder("| endpoint |");
    roles.forEach(role -> lines.append(' ').append(role.wireName()).append(" |"));
    lines.append(" reach |\n|---|").append("---|".repeat(roles.size() + 1)).append('\n');
    for (Endpoint line : table.endpoints()) {
      lines.append("| `%s %s` |".formatted(line.method(), line.path()));
      roles.forEach(role -> lines.append(line.roles().contains(role) ? " x |" : " |"));
      lines.append(reach(line)).append('\n');
    }
    return lines.toString();
  }

  private static String reach(Endpoint line) {
    if (line.roles().isEmpty()) {
      return " everybody |";
    }
    return line.reach() == Reach.GLOBAL ? " all tenants |" : " |";
  }
}
