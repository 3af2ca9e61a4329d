package dev.offboard.orchestrator.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Sends mails by the server of `spring.mail`, which also says how TLS is used. A mail that is sent
/// again after a crash has the Message-ID of the first.
@Component
class MailPostman implements Postman {
  private static final String DIGEST = "digest";

  /// As many as somebody reads; the portal has the rest.
  private static final int MOST_IN_A_DIGEST = 50;

  private final ObjectProvider<JavaMailSender> server;
  private final NotificationProperties settings;
  private final Addresses addresses;
  private final Subjects subjects;
  private final Words words;

  MailPostman(
      ObjectProvider<JavaMailSender> server,
      NotificationProperties settings,
      Addresses addresses,
      Subjects subjects,
      Words words) {
    this.server = server;
    this.settings = settings;
    this.addresses = addresses;
    this.subjects = subjects;
    this.words = words;
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public boolean handOver(Parcel parcel) throws NotSent {
    List<String> to = addresses.of(parcel.recipient());
    if (to.isEmpty()) {
      return false;
    }
    JavaMailSender sender = server.getIfAvailable();
    if (sender == null) {
      throw new NotSent("spring.mail.host is not set");
    }
    Words.Text text = parcel.isDigest() ? digest(parcel) : single(parcel.first());
    try {
      sender.send(message(sender.createMimeMessage(), parcel, to, text));
      return true;
    } catch (MailException | MessagingException e) {
      // what a mail server says may quote addresses
      throw new NotSent(e.getClass().getSimpleName());
    }
  }

  private MimeMessage message(MimeMessage mail, Parcel parcel, List<String> to, Words.Text text)
      throws MessagingException {
    MimeMessageHelper message = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
    message.setFrom(String.valueOf(settings.from()));
    message.setTo(to.toArray(String[]::new));
    message.setSubject(text.subject());
    message.setText(text.body());
    mail.setHeader("Message-ID", "<%s@offboard>".formatted(parcel.first().id()));
    // RFC 3834, section 5: nobody's absence answers this
    mail.setHeader("Auto-Submitted", "auto-generated");
    return mail;
  }

  private Words.Text single(Waiting waiting) {
    return words.of(waiting.occasion().wireName(), subjects.wordsOf(waiting));
  }

  private Words.Text digest(Parcel parcel) {
    List<Map<String, Object>> lines = new ArrayList<>();
    parcel.content().stream()
        .limit(MOST_IN_A_DIGEST)
        .forEach(waiting -> lines.add(subjects.wordsOf(waiting)));
    return words.of(
        DIGEST,
        Map.of(
            "lines",
            lines,
            "count",
            parcel.content().size(),
            "more",
            parcel.content().size() - lines.size(),
            "link",
            settings.portalUrl().resolve("/dashboard")));
  }
}
