package dev.offboard.local.evidence;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as CSV (RFC 4180) for spreadsheets, in which no text is taken for a formula: one that
/// begins like one gets a leading apostrophe (OWASP: CSV injection).
final class Sheet {
  /// What OWASP lists, and the full-width forms that some programs take for the same.
  private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS).build();

  private Sheet() {}

  static String of(List<EvidenceRow> rows) {
    CsvSchema schema =
        CsvSchema.builder()
            .addColumns(EvidenceRow.COLUMNS, CsvSchema.ColumnType.STRING)
            .build()
            .withHeader()
            .withLineSeparator("\r\n");
    StringWriter text = new StringWriter();
    try (SequenceWriter csv = MAPPER.writer(schema).writeValues(text)) {
      if (rows.isEmpty()) {
        return "\"" + String.join("\",\"", EvidenceRow.COLUMNS) + "\"\r\n";
      }
      for (EvidenceRow row : rows) {
        csv.write(
            EvidenceRow.COLUMNS.stream().map(column -> cell(row.cells().get(column))).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be written", e);
    }
    return text.toString();
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof String text
            && !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : value;
  }
}
