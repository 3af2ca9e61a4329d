package dev.offboard.orchestrator.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final TenantId ACME = new TenantId("acme");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant,user,effectiveAt\nacme,u-1,2026-12-01\nacme,u-2,\n",
        "\uFEFFtenant;user;effectiveAt\r\nacme;u-1;2026-12-01\r\n\r\nacme;u-2;",
        "\"effectiveAt\",\"USER\",\"Tenant\"\n2026-12-01T00:00,\"u-1\",acme\n\"\",u-2, acme \n",
      })
  void commas_semicolons_quotes_and_byte_order_marks_are_read(String csv) {
    List<Entry> entries = read(csv, null);
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().tenantId()).isEqualTo(ACME);
    assertThat(entries.getFirst().userId()).hasToString("u-1");
    assertThat(entries.getFirst().effectiveAt()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(entries.getLast().userId()).hasToString("u-2");
    assertThat(entries.getLast().effectiveAt()).isNull();
  }

  @Test
  void lines_are_those_of_the_file() {
    List<Entry> entries = read("mail\n\n\"a\nb@x\"\nc@x\n", ACME);
    assertThat(entries).extracting(Entry::line).containsExactly(3, 5);
    assertThat(entries.getLast().mail()).isEqualTo("c@x");
  }

  @Test
  void one_that_can_t_be_read_keeps_no_other_back() {
    List<Entry> entries =
        read(
            "tenant,user,reason,effectiveAt\n"
                + "acme,u-1,,\n"
                + "other,u-2,,\n"
                + "acme,,,\n"
                + "acme,u 3,,\n"
                + "acme,u-4,bad reason,\n"
                + "acme,u-5,,yesterday\n"
                + "acme,u-6,,2020-01-01\n"
                + "acme,u-7\n"
                + "acme,u-8,,2999-01-01\n",
            ACME);
    assertThat(entries).hasSize(9);
    assertThat(entries.stream().filter(Entry::isReadable))
        .extracting(Entry::line)
        .containsExactly(2);
    assertThat(entries.stream().skip(1))
        .extracting(Entry::unfit)
        .containsExactly(
            "tenant",
            "user",
            "user",
            "reason",
            "effectiveAt",
            "effectiveAt",
            "number of columns",
            "effectiveAt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "user,name\nu-1,x",
        "tenant\nacme",
        "user,user\nu-1,u-1",
        "user\n\"u-1",
        "user\n\"u-1\"x",
      })
  void what_is_no_list_is_refused_as_a_whole(String csv) {
    assertThatThrownBy(() -> read(csv, ACME)).hasMessageContaining("Nothing was done");
  }

  @Test
  void other_encodings_and_too_many_rows_are_refused() {
    assertThatThrownBy(
            () ->
                CsvEntries.read(
                    "user\nm\u00fcller".getBytes(StandardCharsets.ISO_8859_1), ACME, NOW))
        .hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> read("user\n" + "u-1\n".repeat(10_001), ACME))
        .hasMessageContaining("10001 rows");
    assertThatThrownBy(() -> read("user\nu-1", null)).hasMessageContaining("no tenant");
  }

  private static List<Entry> read(String csv, @org.jspecify.annotations.Nullable TenantId only) {
    return CsvEntries.read(csv.getBytes(StandardCharsets.UTF_8), only, NOW);
  }
}
