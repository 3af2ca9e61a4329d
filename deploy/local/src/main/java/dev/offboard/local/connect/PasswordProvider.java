package dev.offboard.local.connect;

import dev.offboard.messaging.password.PasswordFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/// What a connector file means by `${password:NAME}`: the password in the file that the worker's
/// configuration gives for the name. Connect asks whenever it starts the connector or its task, so
/// a restart of those is enough to have them use another one.
public final class PasswordProvider implements ConfigProvider {
  private final Map<String, PasswordFile> files = new HashMap<>();

  @Override
  public void configure(Map<String, ?> names) {
    names.forEach((name, file) -> files.put(name, new PasswordFile(Path.of(file.toString()))));
  }

  @Override
  public ConfigData get(String path) {
    return data(files.keySet());
  }

  @Override
  public ConfigData get(String path, Set<String> names) {
    return data(names);
  }

  private ConfigData data(Collection<String> names) {
    Map<String, String> passwords = new HashMap<>();
    for (String name : names) {
      PasswordFile file = files.get(name);
      if (file != null) {
        passwords.put(name, file.forAttempt());
      }
    }
    return new ConfigData(passwords);
  }

  @Override
  public void close() {}
}
