package dev.offboard.messaging.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class CsvDownloadTest {
  private static final CsvDownload DOWNLOAD = new CsvDownload("some.csv", List.of("a", "b"));

  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void rows_follow_a_header_in_the_form_of_rfc_4180() {
    List<List<?>> rows =
        List.of(
            List.of("plain", 7),
            List.of("with \"quotes\", commas\r\nand lines", -1.5),
            Arrays.asList("ünïcode", null));

    assertThat(written(rows.iterator()))
        .isEqualTo(
            """
            "a","b"\r
            "plain",7\r
            "with ""quotes"", commas\r
            and lines",-1.5\r
            "ünïcode",\r
            """);
    assertThat(response.getContentType()).isEqualTo("text/csv;charset=UTF-8");
    assertThat(response.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"some.csv\"");
  }

  @Test
  void without_a_row_there_is_a_header() {
    assertThat(written(List.<List<?>>of().iterator())).isEqualTo("\"a\",\"b\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+2",
        "=cmd|' /C calc'!A0",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x"
      })
  void what_a_spreadsheet_could_take_for_a_formula_is_a_text(String formula) {
    assertThat(CsvDownload.cell(formula)).isEqualTo("'" + formula);
    List<List<?>> rows = List.of(List.of(formula, 1));
    assertThat(written(rows.iterator())).contains("\"'" + formula + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=1", "2026-11-23T09:00:00Z", "u-1", "'", " x"})
  void any_other_text_is_left_as_it_is(String text) {
    assertThat(CsvDownload.cell(text)).isEqualTo(text);
  }

  @Test
  void numbers_may_be_negative() {
    assertThat(CsvDownload.cell(-3)).isEqualTo(-3);
  }

  @Test
  void an_error_before_the_first_row_is_said_before_anything_is_sent() {
    Iterator<List<?>> broken =
        Stream.<List<?>>generate(
                () -> {
                  throw new IllegalStateException("the database is away");
                })
            .iterator();
    assertThatThrownBy(() -> DOWNLOAD.write(broken, response)).hasMessage("the database is away");
    assertThat(response.getContentType()).isNull();
    assertThat(response.getContentAsByteArray()).isEmpty();
  }

  @Test
  void rows_are_sent_while_they_are_read() {
    int[] sentBefore = new int[2];
    Iterator<List<?>> many =
        IntStream.range(0, 20_000)
            .<List<?>>mapToObj(
                row -> {
                  sentBefore[row < 10_000 ? 0 : 1] = response.getContentAsByteArray().length;
                  return List.of("row", row);
                })
            .iterator();
    DOWNLOAD.write(many, response);
    assertThat(sentBefore[0]).isPositive().isLessThan(sentBefore[1]);
  }

  private String written(Iterator<? extends List<?>> rows) {
    DOWNLOAD.write(rows, response);
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }
}
