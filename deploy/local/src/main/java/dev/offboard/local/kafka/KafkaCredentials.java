package dev.offboard.local.kafka;

import java.util.Map;

/// Who a client is to the broker, and how it shows that.
public sealed interface KafkaCredentials permits KafkaLogin, KafkaPasswordFile {
  /// The settings of a client.
  Map<String, String> settings();
}
