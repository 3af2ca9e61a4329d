package dev.offboard.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void members_are_sorted_at_every_depth_and_nothing_is_padded() {
    assertThat(canonical("{ \"b\": [ {\"z\": 1, \"a\": true}, null ], \"a\": {\"y\":false} }"))
        .isEqualTo("{\"a\":{\"y\":false},\"b\":[{\"a\":true,\"z\":1},null]}");
  }

  /// The sorting example of RFC 8785 section 3.2.3.
  @Test
  void members_are_sorted_by_utf_16_code_units() {
    String unsorted =
        """
        {"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}
        """;

    assertThat(canonical(unsorted))
        .isEqualTo(
            "{\"\\r"
                + "\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
  }

  @Test
  void only_what_must_be_escaped_is_escaped() {
    assertThat(
            canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\u0000\\u007f\""))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\u0000\u007f\"");
    assertThat(canonical("\"\\b\\t\\f\\r\"")).isEqualTo("\"\\b\\t\\f\\r\"");
  }

  @Test
  void empty_things_stay_empty() {
    assertThat(canonical("{\"a\":[],\"b\":{},\"c\":\"\"}"))
        .isEqualTo("{\"a\":[],\"b\":{},\"c\":\"\"}");
  }

  @Test
  void whole_numbers_that_a_double_holds_are_written_plainly() {
    assertThat(canonical("[0, -1, 9007199254740991, -9007199254740991]"))
        .isEqualTo("[0,-1,9007199254740991,-9007199254740991]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740992",
        "-9223372036854775808",
        "99999999999999999999",
        "1.5",
        "1e3"
      })
  void other_numbers_are_refused(String number) {
    assertThatThrownBy(() -> canonical("[" + number + "]"))
        .isInstanceOf(UnfitEntry.class)
        .hasMessageContaining("expected: whole")
        .hasMessageContaining("dead letter topic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud800b", "\\udc00\\ud800"})
  void half_a_surrogate_pair_is_refused(String text) {
    assertThatThrownBy(() -> canonical("{\"why\":\"" + text + "\"}"))
        .isInstanceOf(UnfitEntry.class)
        .hasMessageContaining("surrogate");
  }

  private static String canonical(String json) {
    return CanonicalJson.of(MAPPER.readTree(json));
  }
}
