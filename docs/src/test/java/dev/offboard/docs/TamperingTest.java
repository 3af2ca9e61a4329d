package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `tampering.md` says which test tries what; there is such a test.
class TamperingTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\| (.*) \\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void each_of_twenty_five_ways_to_tamper_is_tried() {
    Map<String, String> classes =
        House.javaFiles().stream()
            .filter(file -> file.toString().contains("audit-service"))
            .filter(file -> file.toString().endsWith("Test.java"))
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    Function.identity(),
                    (one, other) -> one))
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> House.text(it.getValue())));
    List<MatchResult> rows =
        ROW.matcher(House.text(House.ROOT.resolve("docs/tampering.md"))).results().toList();

    assertThat(rows)
        .extracting(row -> Integer.parseInt(row.group(1)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
    for (MatchResult row : rows) {
      List<MatchResult> tests = TEST.matcher(row.group(2)).results().toList();
      assertThat(tests).as(row.group()).isNotEmpty();
      tests.forEach(
          test ->
              assertThat(classes.getOrDefault(test.group(1), ""))
                  .as(test.group())
                  .contains("void " + test.group(2) + "("));
    }
  }
}
