package io.ccgate.usage.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One amount of an invoice.
 *
 * @param model as the provider writes it; empty when the invoice names none
 * @param dollars negative for a credit
 */
public record InvoiceLine(LocalDate day, String model, BigDecimal dollars) {}
