package dev.offboard.orchestrator.completion;

import dev.offboard.contracts.Priority;
import dev.offboard.orchestrator.offboarding.FollowUps;
import dev.offboard.orchestrator.offboarding.Offboardings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reports of emergencies are read by a consumer of their own.
@Configuration(proxyBeanMethods = false)
class CompletionConfiguration {
  @Bean
  ReportHandler reportHandler(
      Offboardings offboardings, FollowUps followUps, ReportMetrics metrics) {
    return new ReportHandler(Priority.NORMAL, offboardings, followUps, metrics);
  }

  @Bean
  ReportHandler urgentReportHandler(
      Offboardings offboardings, FollowUps followUps, ReportMetrics metrics) {
    return new ReportHandler(Priority.URGENT, offboardings, followUps, metrics);
  }
}
