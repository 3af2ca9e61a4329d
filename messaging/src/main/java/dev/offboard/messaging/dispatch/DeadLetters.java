package dev.offboard.messaging.dispatch;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Sets a record aside on `<topic>-dlt`, as it came, with its origin (`kafka_dlt-original-*`), the
/// consumer and the reason in headers.
public interface DeadLetters {
  String REASON = "offboarding_dlt_reason";
  String DETAIL = "offboarding_dlt_detail";
  String CONSUMER = "offboarding_dlt_consumer";

  /// Returns only after the record is safe; throws otherwise, so that the batch is tried again and
  /// nothing is lost.
  void setAside(String consumer, ConsumerRecord<byte[], byte[]> record, RuntimeException cause);
}
