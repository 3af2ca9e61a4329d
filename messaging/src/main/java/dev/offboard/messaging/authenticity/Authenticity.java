package dev.offboard.messaging.authenticity;

import dev.offboard.contracts.Message;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Seals what this service says, and tells whether what it reads was said by whom it says.
///
/// Guarantees: a record passes only if a service that may write its topic made it, for this reader,
/// with this key, id, type and body. It doesn't say when: an old record passes again, and the inbox
/// and the epochs make that harmless.
public interface Authenticity {
  /// The header, and the column of the outbox behind it.
  String HEADER = "ce_mac";

  /// Who set a part of a record aside, in that part's header: only they can take it up again.
  String SET_ASIDE_BY = "ce_setasideby";

  /// The codes for all readers, as the header's text.
  String seal(Envelope envelope);

  /// The code for ourselves, on a part of a record that we set aside.
  String sealForOurselves(Envelope envelope);

  /// @param id as [dev.offboard.messaging.wire.CloudEventHeaders] reads it
  /// @param message what the record says
  Standing check(ConsumerRecord<byte[], byte[]> record, UUID id, Message message);

  /// What to do with a record.
  enum Standing {
    /// Handle it.
    AUTHENTIC,
    /// Another consumer set it aside and has it back; ours has dealt with it already.
    FOR_ANOTHER,
    /// It has no effect, and the audit hears of it.
    FORGED
  }
}
