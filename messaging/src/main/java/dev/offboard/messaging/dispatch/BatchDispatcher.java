package dev.offboard.messaging.dispatch;

import dev.offboard.contracts.Message;
import dev.offboard.messaging.dispatch.MessageHandler.Verdict;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.messaging.trace.Trace;
import dev.offboard.messaging.trace.Tracing;
import dev.offboard.messaging.wire.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionOperations;

/// Makes a polled batch one transaction, a large one several; halves the trouble when that fails:
/// record by record, then the parts of a record, until only the poison one is left, which is set
/// aside. Throws only for an outage, and then nothing of the current transaction is kept.
public final class BatchDispatcher {
  private static final Logger log = LoggerFactory.getLogger(BatchDispatcher.class);

  /// Of one transaction, if its first record has no more: as many as four full records carry.
  static final int MAX_MESSAGES = 2_000;

  private final MessageHandler handler;
  private final Reader reader;
  private final Inbox inbox;
  private final TransactionOperations transactions;
  private final DeadLetters deadLetters;
  private final Tracing tracing;

  /// Whose spans nobody records.
  public BatchDispatcher(
      MessageHandler handler,
      Reader reader,
      Inbox inbox,
      TransactionOperations transactions,
      DeadLetters deadLetters) {
    this(handler, reader, inbox, transactions, deadLetters, Tracing.OFF);
  }

  public BatchDispatcher(
      MessageHandler handler,
      Reader reader,
      Inbox inbox,
      TransactionOperations transactions,
      DeadLetters deadLetters,
      Tracing tracing) {
    this.handler = handler;
    this.reader = reader;
    this.inbox = inbox;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.tracing = tracing;
  }

  /// @return how many messages there were, each part of a record counted
  public int dispatch(List<ConsumerRecord<byte[], byte[]>> records) {
    return Tenancy.askAcrossAll(() -> dispatchAll(records));
  }

  /// One transaction after the other: after a backlog, a poll brings records with tens of thousands
  /// of reports, and no heap holds what they are about at once.
  private int dispatchAll(List<ConsumerRecord<byte[], byte[]>> records) {
    int dispatched = 0;
    int messages = 0;
    List<Item> items = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Optional<Received> received = read(record);
      int more = received.map(BatchDispatcher::messagesIn).orElse(0);
      if (messages > 0 && messages + more > MAX_MESSAGES) {
        together(items);
        dispatched += messages;
        messages = 0;
        items = new ArrayList<>();
      }
      received.map(it -> new Item(record, it)).ifPresent(items::add);
      messages += more;
    }
    together(items);
    return dispatched + messages;
  }

  private Optional<Received> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return reader.read(record);
    } catch (UnreadableMessage e) {
      deadLetters.setAside(handler.consumer(), record, e);
      return Optional.empty();
    }
  }

  private static int messagesIn(Received received) {
    return received.message().split().size();
  }

  private void together(List<Item> items) {
    try {
      inOneTransaction(items);
    } catch (RuntimeException e) {
      throwIfOutage(e);
      if (items.size() > 1) {
        log.warn(
            "{}: a batch of {} from {} on failed with {}; nothing of it is kept, it is handled"
                + " record by record",
            handler.consumer(),
            items.size(),
            items.getFirst().received(),
            e.toString());
      }
      items.forEach(this::alone);
    }
  }

  private void alone(Item item) {
    try {
      inOneTransaction(List.of(item));
    } catch (RuntimeException e) {
      throwIfOutage(e);
      List<? extends Message> parts = item.received().message().split();
      if (parts.size() == 1) {
        giveUp(item, e);
        return;
      }
      for (int i = 0; i < parts.size(); i++) {
        Received part = part(item.received(), parts.get(i), i);
        alone(new Item(reader.as(item.record(), part), part));
      }
      remember(item);
    }
  }

  /// Each part is remembered, replied to or set aside under an id of its own; the whole has then
  /// been dealt with, and whoever compares outboxes with inboxes must not miss it.
  private void remember(Item whole) {
    transactions.executeWithoutResult(
        tx -> inbox.accept(handler.consumer(), List.of(whole.received().id())));
  }

  private void giveUp(Item item, RuntimeException cause) {
    BatchTrace trace = new BatchTrace(tracing, handler.consumer(), List.of(item.received()));
    try (MDC.MDCCloseable field = Trace.logged(trace.whole())) {
      log.warn("{}: {} fails also alone", handler.consumer(), item.received(), cause);
      if (Trace.ask(trace, () -> handler.gaveUpOn(item.received(), cause)) == Verdict.DEAD_LETTER) {
        deadLetters.setAside(handler.consumer(), item.record(), cause);
      }
    }
    trace.end();
  }

  private void inOneTransaction(List<Item> items) {
    if (items.isEmpty()) {
      return;
    }
    transactions.executeWithoutResult(
        tx -> {
          Set<UUID> fresh =
              inbox.accept(
                  handler.consumer(), items.stream().map(item -> item.received().id()).toList());
          List<Received> batch =
              items.stream().map(Item::received).filter(r -> fresh.remove(r.id())).toList();
          if (!batch.isEmpty()) {
            inTrace(batch);
          }
        });
  }

  /// Spans end when the transaction has: what is rolled back was not done.
  private void inTrace(List<Received> batch) {
    BatchTrace trace = new BatchTrace(tracing, handler.consumer(), batch);
    try {
      Trace.ask(
          trace,
          () -> {
            handler.handle(batch);
            return true;
          });
    } catch (RuntimeException e) {
      trace.failed(e);
      throw e;
    }
    trace.endAfterCommit();
  }

  /// A part is remembered in the inbox under an id of its own, the same at every redelivery.
  private static Received part(Received whole, Message message, int index) {
    byte[] name = (whole.id() + "#" + index).getBytes(StandardCharsets.UTF_8);
    return new Received(
        UUID.nameUUIDFromBytes(name),
        whole.topic(),
        whole.partition(),
        whole.offset(),
        whole.source(),
        message,
        whole.trace());
  }

  private static void throwIfOutage(RuntimeException e) {
    if (Outage.isBehind(e)) {
      throw e;
    }
  }

  private record Item(ConsumerRecord<byte[], byte[]> record, Received received) {}
}
