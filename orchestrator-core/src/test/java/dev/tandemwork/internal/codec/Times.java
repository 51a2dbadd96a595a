package dev.tandemwork.internal.codec;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Every type of time that is stored. */
record Times(
        Instant instant,
        Duration duration,
        Period period,
        LocalDate date,
        LocalTime time,
        LocalDateTime dateTime,
        OffsetTime offsetTime,
        OffsetDateTime offsetDateTime,
        ZonedDateTime zoned,
        ZoneId zone,
        ZoneOffset offset,
        YearMonth yearMonth,
        MonthDay monthDay,
        Year year,
        DayOfWeek day) {}
