"""What the words on a control say, in every language of the lexicon."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webagent_actions.consequences import Meaning, read_name

LEXICON: dict[str, dict[str, Any]] = tomllib.loads(
    files("webagent_actions.consequences").joinpath("lexicon.toml").read_text("utf-8")
)
HEADINGS = ("looks", "shows", "edits", "backs_out", "commits", "session", "erases")
LANGUAGES = sorted(LEXICON.keys() - {"symbols"})

BUY = {
    "en": "Buy now", "de": "Jetzt kaufen", "fr": "Acheter maintenant", "es": "Comprar ahora",
    "it": "Acquista ora", "pt": "Comprar agora", "nl": "Nu kopen", "pl": "Kup teraz",
    "sv": "Köp nu", "da": "Køb nu", "nb": "Kjøp nå", "cs": "Koupit nyní", "tr": "Şimdi satın al",
    "ru": "Купить сейчас", "uk": "Купити зараз", "ja": "今すぐ購入", "zh": "立即购买",
    "ko": "지금 구매하기", "ar": "شراء الآن", "hi": "अभी खरीदें",
}  # fmt: skip
DELETE = {
    "en": "Delete photo", "de": "Foto löschen", "fr": "Supprimer la photo",
    "es": "Eliminar la foto", "it": "Elimina foto", "pt": "Excluir foto",
    "nl": "Foto verwijderen", "pl": "Usuń zdjęcie", "sv": "Ta bort bilden", "da": "Slet billede",
    "nb": "Slett bildet", "cs": "Smazat fotku", "tr": "Fotoğrafı sil", "ru": "Удалить фото",
    "uk": "Видалити фото", "ja": "写真を削除", "zh": "删除照片", "ko": "사진 삭제",
    "ar": "حذف الصورة", "hi": "फ़ोटो हटाएं",
}  # fmt: skip
LOG_OUT = {
    "en": "Log out", "de": "Abmelden", "fr": "Se déconnecter", "es": "Cerrar sesión", "it": "Esci",
    "pt": "Sair", "nl": "Uitloggen", "pl": "Wyloguj się", "sv": "Logga ut", "da": "Log ud",
    "nb": "Logg ut", "cs": "Odhlásit se", "tr": "Çıkış yap", "ru": "Выйти", "uk": "Вийти",
    "ja": "ログアウト", "zh": "退出登录", "ko": "로그아웃", "ar": "تسجيل الخروج", "hi": "लॉग आउट",
}  # fmt: skip
NEXT_PAGE = {
    "en": "Next page", "de": "Nächste Seite", "fr": "Page suivante", "es": "Página siguiente",
    "it": "Pagina successiva", "pt": "Próxima página", "nl": "Volgende pagina",
    "pl": "Następna strona", "sv": "Nästa sida", "da": "Næste side", "nb": "Neste side",
    "cs": "Další stránka", "tr": "Sonraki sayfa", "ru": "Следующая страница",
    "uk": "Наступна сторінка", "ja": "次のページ", "zh": "下一页", "ko": "다음 페이지",
    "ar": "الصفحة التالية", "hi": "अगला पृष्ठ",
}  # fmt: skip


def meaning(name: str) -> Meaning | None:
    word = read_name(name)
    return None if word is None else word.meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_what_can_not_be_undone(language: str) -> None:
    assert meaning(BUY[language]) is Meaning.COMMITS
    assert meaning(DELETE[language]) is Meaning.ERASES
    assert meaning(LOG_OUT[language]) is Meaning.SESSION


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_what_is_harmless(language: str) -> None:
    assert meaning(NEXT_PAGE[language]) is Meaning.SHOWS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_language_is_found(language: str) -> None:
    headings = [LEXICON[language][heading] for heading in HEADINGS]
    for entry in (entry for entries in headings for entry in entries):
        assert read_name(entry.strip("=*")) is not None, entry


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Order", Meaning.COMMITS),
        ("Orders", None),
        # The longest entry counts.
        ("Order history", Meaning.SHOWS),
        ("Sort order", Meaning.SHOWS),
        ("Close", Meaning.SHOWS),
        ("Close account", Meaning.COMMITS),
        ("Close the deal", None),
        # Verbs of looking govern what follows, or stand last; they hide no deletion.
        ("View order", Meaning.SHOWS),
        ("Bestellung ansehen", Meaning.SHOWS),
        ("Siparişi görüntüle", Meaning.SHOWS),
        ("注文を見る", Meaning.SHOWS),
        ("Show and delete", Meaning.ERASES),
        # The first word of English looks; the last one does not.
        ("Save search", Meaning.COMMITS),
        # Whatever the letters are like.
        ("BUY NOW", Meaning.COMMITS),
        ("İPTAL ET", Meaning.COMMITS),
        ("Ｂｕｙ", Meaning.COMMITS),
        ("S’inscrire", Meaning.COMMITS),
        ("Löschen", Meaning.ERASES),
        ("Buy\u00a0now »", Meaning.COMMITS),
        ("«»", None),
        ("»", Meaning.SHOWS),
        ("", None),
        ("Sencha", None),
    ],
)
def test_names(name: str, wanted: Meaning | None) -> None:
    assert meaning(name) is wanted


@given(st.text(max_size=60))
def test_any_name_can_be_read(name: str) -> None:
    read_name(name)


@given(st.sampled_from(["Delete", "Löschen", "Supprimer", "Удалить", "Usuń"]), st.text(max_size=30))
def test_nothing_said_besides_hides_a_deletion(word: str, rest: str) -> None:
    assert meaning(f"{word}. {rest}") is Meaning.ERASES
