package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of one row of a bulk request.
public sealed interface RowOutcome {
  /// It wasn't there before.
  record Created() implements RowOutcome {}

  /// It was there and is now as the row says.
  record Updated() implements RowOutcome {}

  /// It was there just so.
  record Unchanged() implements RowOutcome {}

  /// Nothing was done for this row, and why.
  record Rejected(String reason) implements RowOutcome {}

  /// The outcomes in the order of the rows.
  static List<RowOutcome> read(Answer answer, int rows) {
    List<RowOutcome> outcomes = new ArrayList<>();
    answer.body().path("results").forEach(result -> outcomes.add(of(result)));
    if (outcomes.size() != rows) {
      throw new IllegalStateException(
          "%s answered %d results (expected: %d, one per row)"
              .formatted(answer.request(), outcomes.size(), rows));
    }
    return outcomes;
  }

  private static RowOutcome of(JsonNode result) {
    String outcome = result.path("outcome").asText().toLowerCase(Locale.ROOT);
    return switch (outcome) {
      case "created" -> new Created();
      case "updated" -> new Updated();
      case "unchanged" -> new Unchanged();
      case "rejected" -> new Rejected(reason(result));
      default ->
          throw new IllegalStateException(
              "outcome: \"%s\" (expected: created, updated, unchanged or rejected)"
                  .formatted(outcome));
    };
  }

  /// Some services say it in a sentence, some in a code, some in both.
  private static String reason(JsonNode result) {
    String reason =
        Stream.of("reason", "detail")
            .map(field -> result.path(field).asText(""))
            .filter(text -> !text.isEmpty() && !text.equals("null"))
            .collect(Collectors.joining(": "));
    return reason.isEmpty() ? "rejected without a reason" : reason;
  }
}
