package dev.offboard.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void numbers_stand_right_texts_left_and_no_line_ends_in_blanks() {
    Table table =
        new Table("what", "count", "note")
            .row("users", 1200, "")
            .row("x", "-", "ok")
            .row("y", "3.5 ms", "");

    assertThat(table.lines())
        .containsExactly(
            "  what    count  note", "  users    1200", "  x           -  ok", "  y      3.5 ms");
  }

  @Test
  void a_value_cannot_steer_the_terminal() {
    assertThat(new Table("a").row("x\u001b[2J\ny").lines()).containsExactly("  a", "  x [2J y");
  }

  @Test
  void a_row_must_fill_every_column() {
    assertThatThrownBy(() -> new Table("a", "b").row("x")).hasMessageContaining("expected: 2");
  }
}
