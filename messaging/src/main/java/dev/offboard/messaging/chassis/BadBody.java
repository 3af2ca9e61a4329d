package dev.offboard.messaging.chassis;

import dev.offboard.messaging.wire.UnreadableMessage;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// What is wrong with a body that can't be read: which field, or where it stops being JSON. The
/// parser's own words quote what was sent, so they are never told.
final class BadBody {
  private BadBody() {}

  static ApiProblem problem(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException e ->
          ApiProblem.badRequest(
                  "unknown-field",
                  "%s: no such field (known: %s). Nothing was done."
                      .formatted(
                          path(e),
                          Optional.ofNullable(e.getKnownPropertyIds()).stream()
                              .flatMap(java.util.Collection::stream)
                              .map(String::valueOf)
                              .sorted()
                              .collect(Collectors.joining(", "))))
              .with("field", path(e));
      case MismatchedInputException e ->
          ApiProblem.badRequest(
                  "invalid-value",
                  "%s: %s. Nothing was done.".formatted(path(e), expectation(e, e.getTargetType())))
              .with("field", path(e));
      case DatabindException e ->
          ApiProblem.badRequest(
                  "invalid-value",
                  "%s: %s. Nothing was done.".formatted(path(e), expectation(e, null)))
              .with("field", path(e));
      case JacksonException e ->
          ApiProblem.badRequest(
              "malformed-json", "The body is no JSON%s. Nothing was done.".formatted(place(e)));
      case UnreadableMessage e -> ApiProblem.badRequest(e.code(), String.valueOf(e.getMessage()));
      case null, default ->
          ApiProblem.badRequest("missing-body", "A JSON body is expected. Nothing was done.");
    };
  }

  /// A parser that gives up on something too long or too deep doesn't say where.
  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null
        ? " within our limits"
        : ": line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String path(DatabindException e) {
    String path =
        e.getPath().stream()
            .flatMap(
                step ->
                    step.getPropertyName() == null
                        ? Stream.of("[" + step.getIndex() + "]")
                        : Stream.of(step.getPropertyName()))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "body" : path;
  }

  /// Our own value types say what they expect; of the parser's message only the type is told.
  private static String expectation(DatabindException e, @Nullable Class<?> target) {
    for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
      if (t instanceof IllegalArgumentException && t.getMessage() != null) {
        return t.getMessage();
      }
    }
    String original = e.getOriginalMessage();
    if (original != null && original.startsWith("Missing required creator property")) {
      return "is missing";
    }
    return target == null ? "is no valid value" : "is no " + target.getSimpleName();
  }
}
