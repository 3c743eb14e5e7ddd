"""Money: amounts with their currency, as ISO 4217 writes it."""

from __future__ import annotations

__all__ = ["CURRENCIES", "amount_text"]

_CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""

CURRENCIES = frozenset(_CODES.split())
"""Currencies that are legal tender somewhere: https://cldr.unicode.org (supplemental data of Babel 2.18, which follows
ISO 4217), read 2026-11-23."""


def amount_text(amount: float, currency: str) -> str:
    """Write an amount as in a list: ``1 250 EUR``, ``12.50 EUR``."""
    whole = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return f"{whole.replace(',', ' ')} {currency}"
