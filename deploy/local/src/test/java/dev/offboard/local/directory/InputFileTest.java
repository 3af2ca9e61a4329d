package dev.offboard.local.directory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
  @Test
  void a_byte_order_mark_is_no_content() {
    InputFile file = InputFile.of("x", "\uFEFF {\"a\": 1}".getBytes(UTF_8));

    assertThat(file.text()).startsWith(" {");
    assertThat(file.isJson()).isTrue();
  }

  @Test
  void bytes_that_are_no_utf_8_are_named_with_their_line() {
    assertThatThrownBy(() -> InputFile.of("x", "a\nJürgen".getBytes(ISO_8859_1)))
        .isInstanceOf(PlatformFailure.class)
        .hasMessage(
            "x: line 2: byte 4 (0xfc) isn't UTF-8 text; export it as UTF-8. Nothing was imported.");
    assertThatThrownBy(() -> InputFile.of("x", "tenantId".getBytes(UTF_16LE)))
        .hasMessageContaining("line 1: byte 2 (0x00) isn't UTF-8 text");
  }

  @Test
  void an_archive_an_empty_file_and_a_missing_one_say_so(@TempDir Path directory) {
    assertThatThrownBy(() -> InputFile.of("x.zip", new byte[] {'P', 'K', 3, 4, 0}))
        .hasMessageContaining("is compressed; unpack it first");
    assertThatThrownBy(() -> InputFile.of("x", " \n".getBytes(UTF_8)))
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> InputFile.read(directory.resolve("none")))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageEndingWith("none: doesn't exist. Nothing was imported.");
    assertThatThrownBy(() -> InputFile.read(directory)).hasMessageContaining("is a directory");
  }
}
