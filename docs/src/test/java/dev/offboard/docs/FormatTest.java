package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every Java file is as the formatter writes it. `mvn -pl docs test -Dformat.update=true` formats.
class FormatTest {

  @Test
  void every_file_is_formatted() throws IOException, FormatterException {
    Formatter formatter = new Formatter();
    List<Path> unformatted = new ArrayList<>();
    for (Path file : House.javaFiles()) {
      String now = House.text(file);
      String formatted = StringWrapper.wrap(formatter.formatSourceAndFixImports(now), formatter);
      if (now.equals(formatted)) {
        continue;
      }
      if (Boolean.getBoolean("format.update")) {
        Files.writeString(file, formatted);
      } else {
        unformatted.add(House.ROOT.relativize(file));
      }
    }
    assertThat(unformatted)
        .as("not formatted; run mvn -pl docs test -Dformat.update=true")
        .isEmpty();
  }
}
