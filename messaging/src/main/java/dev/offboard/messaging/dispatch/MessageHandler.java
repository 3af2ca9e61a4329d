package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Priority;
import java.time.Duration;
import java.util.List;

/// Handles what arrives on some topics, by the polled batch or a portion of it. Every bean of this
/// type gets a consumer.
///
/// Guarantees: one transaction around [#handle]; a message accepted before is not handed over
/// again; a batch that throws is rolled back and tried record by record, then part by part, so that
/// one bad message delays no other. An outage of the database or the broker is never a message's
/// fault: the batch is tried again until it is over.
public interface MessageHandler {
  /// Consumer group and name in the inbox.
  String consumer();

  List<String> topics();

  /// An urgent handler's messages never gather: each is handled as soon as it is there.
  default Priority priority() {
    return Priority.NORMAL;
  }

  /// How far apart batches begin at least. Above zero only for a handler whom nobody waits for: it
  /// then leaves the processors to those on the way from a request to its last report.
  default Duration unhurried() {
    return Duration.ZERO;
  }

  /// Called in a transaction with messages in partition order, none of them handled before.
  void handle(List<Received> batch);

  /// Told of a message that throws also when it is alone. By default it is set aside on the dead
  /// letter topic; a handler that has a better answer gives it (in a transaction of its own) and
  /// says so.
  default Verdict gaveUpOn(Received message, RuntimeException cause) {
    return Verdict.DEAD_LETTER;
  }

  /// What becomes of a message that cannot be handled.
  enum Verdict {
    DEAD_LETTER,
    ANSWERED
  }
}
