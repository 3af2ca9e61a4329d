package dev.offboard.messaging.authenticity;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.RecordRejected;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.authenticity.MessageKeys.Key;
import dev.offboard.messaging.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// HMAC-SHA-256 (RFC 2104) over the digest of the envelope, one for each reader:
/// `READER:KEYNAME.CODE` joined by `;`. A signature would cost fifty times as much and is not
/// needed: nobody has to convince a third party with a message, that is what the audit log is for.
public final class MessageAuthenticationCodes implements Authenticity {
  private static final String ORCHESTRATOR = "orchestrator";

  /// Anybody whom the broker lets write may ask; asking is checked by what it asks for.
  private static final Set<String> OPEN = Set.of(Topics.REQUESTS, Topics.REQUESTS_URGENT);

  /// Written by each participant for itself.
  private static final Set<String> OF_MANY =
      Set.of(Topics.REPORTS, Topics.REPORTS_URGENT, Topics.SECURITY);

  private final String service;
  private final KeyFile file;

  /// @param service whose keys they are
  public MessageAuthenticationCodes(String service, Path keyFile) {
    this(service, new KeyFile(keyFile, System::nanoTime));
  }

  MessageAuthenticationCodes(String service, KeyFile file) {
    this.service = service;
    this.file = file;
  }

  @Override
  public String seal(Envelope envelope) {
    byte[] digest = envelope.digest();
    return file.keys().to().entrySet().stream()
        .map(reader -> code(reader.getKey(), reader.getValue().getFirst(), digest))
        .collect(Collectors.joining(";"));
  }

  @Override
  public String sealForOurselves(Envelope envelope) {
    return code(service, own(file.keys()).getFirst(), envelope.digest());
  }

  @Override
  public Standing check(ConsumerRecord<byte[], byte[]> record, UUID id, Message message) {
    if (OPEN.contains(record.topic())) {
      return Standing.AUTHENTIC;
    }
    MessageKeys keys = file.keys();
    String source = text(record, CloudEventHeaders.SOURCE).orElse("");
    String writer = source.startsWith("/") ? source.substring(1) : source;
    Optional<String> setAsideBy = text(record, SET_ASIDE_BY);
    if (!mayWrite(writer, record.topic()) || !isOf(writer, message)) {
      return Standing.FORGED;
    }
    if (setAsideBy.isPresent() && !setAsideBy.get().equals(service)) {
      return isReader(keys, setAsideBy.get()) ? Standing.FOR_ANOTHER : Standing.FORGED;
    }
    List<Key> candidates =
        setAsideBy.isPresent() ? own(keys) : keys.from().getOrDefault(writer, List.of());
    byte[] key = record.key() == null ? new byte[0] : record.key();
    Envelope envelope =
        new Envelope(
            record.topic(),
            new String(key, StandardCharsets.UTF_8),
            id,
            text(record, CloudEventHeaders.TYPE).orElse(""),
            source,
            record.value());
    return text(record, HEADER).filter(codes -> matches(codes, candidates, envelope)).isPresent()
        ? Standing.AUTHENTIC
        : Standing.FORGED;
  }

  private boolean matches(String codes, List<Key> candidates, Envelope envelope) {
    for (String code : codes.split(";")) {
      for (Key key : candidates) {
        if (code.startsWith(service + ":" + key.name() + ".")) {
          return MessageDigest.isEqual(
              code.getBytes(StandardCharsets.US_ASCII),
              code(service, key, envelope.digest()).getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
    return false;
  }

  private static boolean mayWrite(String writer, String topic) {
    return OF_MANY.contains(topic) || writer.equals(ORCHESTRATOR);
  }

  /// Nobody reports for somebody else.
  private static boolean isOf(String writer, Message message) {
    return switch (message) {
      case StepReports reports -> reports.participant().value().equals(writer);
      case RecordRejected rejected -> rejected.service().equals(writer);
      default -> true;
    };
  }

  private static boolean isReader(MessageKeys keys, String name) {
    return keys.to().containsKey(name) || keys.from().containsKey(name);
  }

  private List<Key> own(MessageKeys keys) {
    List<Key> own = keys.from().get(service);
    if (own == null) {
      throw new IllegalStateException(
          "offboard.authenticity.key-file has no line \"from.%s\": the service's key for itself"
              .formatted(service));
    }
    return own;
  }

  private static String code(String reader, Key key, byte[] digest) {
    return reader
        + ":"
        + key.name()
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(key.code(digest));
  }

  private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
