package dev.offboard.messaging.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One operation of a service's OpenAPI document.
record Operation(HttpMethod method, String path, List<String> query, boolean hasForm) {
  private static final Path OPENAPI = Path.of("src/main/resources/static/openapi.json");

  @Override
  public String toString() {
    return method + " " + path;
  }

  /// Its address; ids are some that nobody has.
  String in(String tenant) {
    return path.replace("{tenantId}", tenant)
        .replace("{id}", "00000000-0000-7000-8000-000000000000")
        .replace("{taskId}", "00000000-0000-7000-8000-000000000000")
        .replaceAll("\\{[a-zA-Z]+}", "none");
  }

  String inDocument() {
    return path.replaceAll("\\{\\*?([a-zA-Z]+)}", "{$1}");
  }

  /// Of the service whose tests run.
  static List<Operation> all() {
    try {
      List<Operation> found = new ArrayList<>();
      JsonNode paths = new JsonMapper().readTree(Files.readString(OPENAPI)).path("paths");
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          List<String> query = new ArrayList<>();
          operation
              .getValue()
              .path("parameters")
              .forEach(
                  parameter -> {
                    if (parameter.path("in").asString().equals("query")) {
                      query.add(parameter.path("name").asString());
                    }
                  });
          found.add(
              new Operation(
                  HttpMethod.valueOf(operation.getKey().toUpperCase(Locale.ROOT)),
                  path.getKey(),
                  query,
                  path.getKey().startsWith("/oauth2/")));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
