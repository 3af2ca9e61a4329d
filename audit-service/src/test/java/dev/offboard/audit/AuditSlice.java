package dev.offboard.audit;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/// The whole application but Kafka. All slice tests share it and its log: they keep apart by
/// offboardings of their own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@EmbeddedDatabase("audit")
@AutoConfigureMockMvc
@ContextConfiguration(initializers = SigningKeyOfTests.class)
public @interface AuditSlice {}
