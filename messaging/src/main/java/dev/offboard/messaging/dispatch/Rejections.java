package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.outbox.Outbox;
import dev.offboard.messaging.outbox.OutgoingMessage;
import dev.offboard.messaging.wire.CloudEventHeaders;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/// Tells the audit of records that were not by whom they said they were.
final class Rejections {
  private final String service;
  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final Clock clock;

  Rejections(String service, Outbox outbox, TransactionOperations transactions, Clock clock) {
    this.service = service;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// In a transaction of its own: what was read with the record goes on.
  void tell(String consumer, ConsumerRecord<byte[], byte[]> record, ForgedRecord cause) {
    RecordRejected rejected =
        new RecordRejected(
            service,
            consumer,
            record.topic(),
            record.partition(),
            record.offset(),
            cause.claimed(),
            CloudEventHeaders.of(record.headers()).id(),
            clock.instant());
    transactions.executeWithoutResult(
        tx -> outbox.append(List.of(new OutgoingMessage(Topics.SECURITY, service, rejected))));
  }
}
