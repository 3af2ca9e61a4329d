package dev.offboard.local.runtime;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.supervision.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What whoever runs an installation has set for all of its services, over what we set: a file that
/// they write, of lines `offboard.participant.limit.users=5000`. Read at every start of the
/// platform.
public record Settings(DataDirectory data) {
  Map<String, String> read() {
    Map<String, String> all = new TreeMap<>();
    Path file = data.settings();
    if (Files.exists(file)) {
      Properties lines = new Properties();
      try (Reader text = Files.newBufferedReader(file)) {
        lines.load(text);
      } catch (IOException | IllegalArgumentException e) {
        throw new PlatformFailure(
            "%s can't be read (%s; expected: lines NAME=VALUE). No service was started; correct it and run `offboard up` again"
                .formatted(file, e.getMessage()),
            e);
      }
      lines.stringPropertyNames().forEach(name -> all.put(name, lines.getProperty(name)));
    }
    return all;
  }

  /// Replaces what was set before.
  public void write(Map<String, String> settings) {
    PrivateFile.write(
        data.create().settings(),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n", "", "\n")));
  }
}
