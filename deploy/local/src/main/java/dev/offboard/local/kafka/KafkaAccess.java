package dev.offboard.local.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/// Where a broker is and as whom to go there.
///
/// @param login absent where the broker lets everybody in
public record KafkaAccess(String bootstrapServers, Optional<KafkaCredentials> login) {
  /// To a broker that lets everybody in.
  public static KafkaAccess open(String bootstrapServers) {
    return new KafkaAccess(bootstrapServers, Optional.empty());
  }

  /// The settings of a client, and `more` of them.
  public Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    login.ifPresent(it -> all.putAll(it.settings()));
    return all;
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
