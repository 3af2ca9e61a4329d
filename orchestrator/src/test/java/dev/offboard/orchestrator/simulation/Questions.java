package dev.offboard.orchestrator.simulation;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingCompleted;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.messaging.wire.CloudEventHeaders;
import dev.offboard.messaging.wire.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// What an announcement asks of one participant, as the answer it must get.
final class Questions {
  private Questions() {}

  static Optional<Watch.Answer> in(
      ConsumerRecord<byte[], byte[]> record, MessageCodec codec, ParticipantName who) {
    Header type = record.headers().lastHeader(CloudEventHeaders.TYPE);
    if (type == null) {
      return Optional.empty(); // rubbish
    }
    Message message = codec.read(new String(type.value(), StandardCharsets.UTF_8), record.value());
    return message instanceof Announcement announcement ? of(announcement, who) : Optional.empty();
  }

  private static Optional<Watch.Answer> of(Announcement announcement, ParticipantName who) {
    return switch (announcement) {
      case PhaseAnnouncement a when a.participants().contains(who) ->
          Optional.of(new Watch.Answer(who, a.offboardingId(), a.phase().wireName(), a.attempt()));
      case PhaseAnnouncement a -> Optional.empty();
      case OffboardingCompleted c -> Optional.empty();
    };
  }
}
