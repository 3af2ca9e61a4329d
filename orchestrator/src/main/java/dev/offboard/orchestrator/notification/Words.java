package dev.offboard.orchestrator.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/// The words of mails, from text templates that an installation may replace file by file. One that
/// is broken is as good as none: the shipped one is sent, and the log says so. Whoever may write
/// these files may do here whatever the program may.
@Component
class Words {
  private static final Logger log = LoggerFactory.getLogger(Words.class);
  private static final String SUBJECT = "Subject: ";

  /// A subject is one line of a mail.
  private static final int LONGEST_SUBJECT = 200;

  private final NotificationProperties settings;
  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  Words(NotificationProperties settings) {
    this.settings = settings;
    StringTemplateResolver resolver = new StringTemplateResolver();
    resolver.setTemplateMode(TemplateMode.TEXT);
    engine.setTemplateResolver(resolver);
  }

  /// Of one mail.
  record Text(String subject, String body) {}

  /// @param name of the template, without `.txt`
  Text of(String name, Map<String, Object> values) {
    Path folder = settings.templates();
    if (folder != null) {
      Path own = folder.resolve(name + ".txt");
      if (Files.exists(own)) {
        try {
          return text(Files.readString(own), values);
        } catch (IOException | RuntimeException e) {
          log.warn(
              "template {} is broken ({}; expected: a line \"Subject: ..\", an empty line, a text"
                  + " of Thymeleaf); the shipped one is sent instead",
              own,
              e.getClass().getSimpleName());
        }
      }
    }
    return text(shipped(name), values);
  }

  private Text text(String template, Map<String, Object> values) {
    String all = engine.process(template, new Context(Locale.ENGLISH, values));
    int end = all.indexOf("\n\n");
    if (!all.startsWith(SUBJECT) || end < 0) {
      throw new IllegalArgumentException("no subject");
    }
    String subject = all.substring(SUBJECT.length(), end).replaceAll("\\p{Cntrl}+", " ").strip();
    return new Text(
        subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)),
        all.substring(end + 2).strip() + "\n");
  }

  private static String shipped(String name) {
    try (var text = new ClassPathResource("notification/" + name + ".txt").getInputStream()) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "notification/%s.txt is part of the program".formatted(name), e);
    }
  }
}
