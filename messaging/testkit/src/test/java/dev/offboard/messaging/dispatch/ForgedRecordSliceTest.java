package dev.offboard.messaging.dispatch;

import static dev.offboard.messaging.authenticity.Authenticity.Standing.AUTHENTIC;
import static dev.offboard.messaging.authenticity.Authenticity.Standing.FORGED;
import static dev.offboard.messaging.authenticity.Authenticity.Standing.FOR_ANOTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.authenticity.Authenticity;
import dev.offboard.messaging.authenticity.Envelope;
import dev.offboard.messaging.inbox.Inbox;
import dev.offboard.messaging.sample.BadgeApp;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(classes = BadgeApp.class)
@EmbeddedDatabase("sample")
class ForgedRecordSliceTest {
  @Autowired Inbox inbox;
  @Autowired MessageCodec codec;
  @Autowired TransactionTemplate transactions;
  @Autowired Rejections rejections;
  @Autowired JdbcClient jdbc;
  private final String consumer = "forged-" + UUID.randomUUID();
  private final List<UUID> handled = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> setAside = new ArrayList<>();

  @Test
  void a_forged_record_has_no_effect_and_the_rest_of_its_batch_goes_on() {
    UUID before = UUID.randomUUID();
    UUID forged = UUID.randomUUID();
    UUID behind = UUID.randomUUID();

    dispatcher(forged, FORGED).dispatch(List.of(record(before), record(forged), record(behind)));

    assertThat(handled).containsExactly(before, behind);
    assertThat(setAside).extracting(ForgedRecordSliceTest::idOf).containsExactly(forged);
  }

  /// Or whoever guesses an id could keep the message that has it from being handled.
  @Test
  void a_forged_record_does_not_use_up_the_id_of_the_true_one() {
    UUID id = UUID.randomUUID();
    dispatcher(id, FORGED).dispatch(List.of(record(id)));

    dispatcher(id, AUTHENTIC).dispatch(List.of(record(id)));

    assertThat(handled).containsExactly(id);
  }

  @Test
  void what_another_consumer_has_back_passes_by() {
    UUID id = UUID.randomUUID();

    dispatcher(id, FOR_ANOTHER).dispatch(List.of(record(id)));

    assertThat(handled).isEmpty();
    assertThat(setAside).isEmpty();
  }

  @Test
  void the_audit_is_told_who_would_not_believe_what() {
    UUID id = UUID.randomUUID();

    rejections.tell(consumer, record(id), new ForgedRecord("/somebody"));

    String told =
        jdbc.sql("SELECT payload FROM outbox WHERE aggregatetype = ? AND payload LIKE ?")
            .params(Topics.SECURITY, "%" + id + "%")
            .query(String.class)
            .single();
    RecordRejected said =
        (RecordRejected) codec.read("offboarding.record-rejected.v1", told.getBytes(UTF_8));
    assertThat(said.service()).isEqualTo("sample");
    assertThat(said.consumer()).isEqualTo(consumer);
    assertThat(said.topic()).isEqualTo(Topics.REPORTS);
    assertThat(said.claimed()).isEqualTo("/somebody");
  }

  private BatchDispatcher dispatcher(UUID about, Authenticity.Standing standing) {
    MessageHandler handler =
        new MessageHandler() {
          @Override
          public String consumer() {
            return consumer;
          }

          @Override
          public List<String> topics() {
            return List.of(Topics.REPORTS);
          }

          @Override
          public void handle(List<Received> batch) {
            batch.forEach(received -> handled.add(received.id()));
          }
        };
    return new BatchDispatcher(
        handler,
        new Reader(codec, new Believing(about, standing), "sample"),
        inbox,
        transactions,
        (name, record, cause) -> setAside.add(record));
  }

  private ConsumerRecord<byte[], byte[]> record(UUID id) {
    Message message = new StepReports(ParticipantName.SESSION, List.of());
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            Topics.REPORTS, 0, 0, new byte[] {'k'}, codec.write(message).getBytes(UTF_8));
    record.headers().add("ce_id", id.toString().getBytes(UTF_8));
    record.headers().add("ce_source", "/session".getBytes(UTF_8));
    record.headers().add("ce_type", "offboarding.step-reports.v1".getBytes(UTF_8));
    return record;
  }

  private static UUID idOf(ConsumerRecord<byte[], byte[]> record) {
    return UUID.fromString(new String(record.headers().lastHeader("ce_id").value(), UTF_8));
  }

  /// Everybody but one.
  private record Believing(UUID about, Standing standing) implements Authenticity {
    @Override
    public String seal(Envelope envelope) {
      return "";
    }

    @Override
    public String sealForOurselves(Envelope envelope) {
      return "";
    }

    @Override
    public Standing check(ConsumerRecord<byte[], byte[]> record, UUID id, Message message) {
      return id.equals(about) ? standing : AUTHENTIC;
    }
  }
}
