"""The heads and words that columns of address books are understood by; `heads` reads them.

The languages are English, German, French, Spanish, Italian, Dutch, Portuguese and Japanese, as Google,
Outlook, Thunderbird, Yahoo and Windows Live Mail write them; of some others there are the heads of names.
"""

ENGLISH = """
name = Name | Full Name | Display Name | Contact Name | Contact | Person | Formatted Name | Attendee |
    Participant
first = First Name | First | Given Name | Forename | Christian Name
middle = Middle Name | Middle | Additional Name | Second Name
last = Last Name | Last | Family Name | Surname
prefix = Name Prefix | Prefix | Salutation | Honorific | Courtesy Title
suffix = Name Suffix | Suffix | Generational Suffix
nickname = Nickname | Nick | Alias | Goes By | Preferred Name
filed = File As
first_sound =
    Phonetic First Name | Given Name Yomi | Given Yomi | Pronunciation First Name | First Name Yomi
middle_sound = Phonetic Middle Name | Additional Name Yomi
last_sound = Phonetic Last Name | Family Name Yomi | Surname Yomi | Pronunciation Last Name | Last Name Yomi
sound = Phonetic Name | Yomi Name | Pronunciation | Pronounced | Name Pronunciation
pronouns = Pronouns | Preferred Pronouns
company =
    Company | Company Name | Organization | Organisation | Organization Name | Organisation Name |
    Employer |
    Firm | Business | Account Name | Companies | Work Company | Affiliation | Current Company
title = Job Title | Position | Organization Title | Work Title | Job | Current Position | Current Title
role? = Role | Job Role | Function | Designation | Job Description | Headline
title? = Title
job? = Profession | Occupation
department = Department | Organization Department | Work Dept | Dept | Division
email = Primary Email | Secondary Email | Alternate Email | Email ID | Emails | Contact Email
email_type = E-mail Type
email_shown = E-mail Display Name
phone:company = Company Main Phone | Company Phone
phone:callback = Callback | Callback Phone
phone:isdn = ISDN | ISDN Phone
phone:radio = Radio Phone
phone:tty = TTY/TDD Phone | TTY/TDD | TTY Phone
phone:telex = Telex | Telex Phone
phone:car = Car Phone
phone:main = Primary Phone | Yahoo! Phone
phone:pager = Pager | Pager Phone
phone = Contact Number
link = Personal Website | LinkedIn | LinkedIn URL | LinkedIn Profile | LinkedIn Profile URL | Profile URL |
    Public Profile URL | Profile | Profiles | Sites | Person Linkedin Url | GitHub | Twitter |
    Twitter Handle | Mastodon |
    Blog | Home Page
birthday = Birthday | Birth Date | Birthdate | Date of Birth | DOB | Born
birth_year = Birth Year
birth_month = Birth Month
day:Anniversary = Anniversary | Wedding Anniversary
tags = Tags | Tag | Labels | Categories | Category | Groups | Group | Group Membership | Keywords | Lists |
    Distribution Lists
labels = Labels of Values
notes = Notes | Note | Comments | Comment | Remarks | Info | Memo | Description | About | Bio
zone = Time Zone | Timezone
location = Location | Place | Based In | Where | Geo Location
own:Spouse = Spouse | Partner | Spouse's Name
own:Children = Children
own:Manager = Manager's Name | Manager | Boss
own:Assistant = Assistant's Name | Assistant
own:Assistant's phone = Assistant's Phone
own:Hobby = Hobby | Hobbies
own:Schools = Schools | School
own:Office = Office Location | Office
own:Language = Language | Languages
own:Referred by = Referred By
gender = Gender
own:Messenger = Screen Name | IM Address | IMAddress | Messenger ID | Instant Messenger
postcode = Post Code
postcode:home = Home Post Code
postcode:work = Work Post Code | Business Post Code
postcode:other = Other Post Code
skip = Skip | Ignore | Photo | User Photo | Picture | Avatar | Id | UID | Etag | Contact Id | Initials |
    Priority | Private | Sensitivity | Internet Free Busy | Free Busy | Display Order | Directory Server |
    Short Name | Row | No. | # | Created At | Updated At | Last Modified | Revision | IM Service |
    Email Verified
"""
"""Heads as a whole: what they mean, as kind or kind:label; with "?" it depends on the other columns."""

OTHERS = """
name = Anzeigename | Vollständiger Name | Voller Name | Nom complet | Nom à afficher | Nombre completo |
    Nombre mostrado | Nome completo | Nome visualizzato | Naam | Volledige naam | Weergavenaam |
    Nome exibido | Nome de exibição | Apresentar como | Mostrar nome | Mostrar nombre |
    名前 | 氏名 | 表示名 | 姓名 | ФИО |
    Полное имя | Imię i nazwisko | Ονοματεπώνυμο
first =
    Vorname | Rufname | Prénom | Nombre de pila | Primer nombre | Voornaam | Primeiro nome | Nome próprio |
    名 | Имя | Імя | Imię | Jméno | Meno | Utónév | Keresztnév | Όνομα
middle =
    Weitere Vornamen | Zweiter Vorname | 2. Vorname | Tussenvoegsel | Deuxième prénom | Autres prénoms |
    Segundo nombre |
    Secondo nome | Middelste naam | Tweede voornaam | Segundo nome | Nome do meio | ミドル | ミドル ネーム |
    Отчество | Drugie imię | Středové jméno | Prostřední jméno | Második utónév | Μεσαίο όνομα
last = Nachname | Familienname | Zuname | Nom de famille | Apellidos | Apellido | Cognome | Achternaam |
    Familienaam | Sobrenome | Último nome | Nome de família | 姓 | Фамилия | Прізвище | Nazwisko |
    Příjmení |
    Priezvisko | Vezetéknév | Επώνυμο | Επίθετο
prefix = Anrede | Namenspräfix | Civilité | Tratamiento | Aanhef | Tratamento | Обращение | Oslovení |
    Zwrot grzecznościowy
suffix = Namenszusatz | Suffixe | Sufijo | Suffisso | Titolo straniero | Achtervoegsel | Sufixo | 敬称
nickname = Spitzname | Surnom | Pseudo | Apodo | Soprannome | Bijnaam | ニックネーム
filed = Speichern unter
first_sound = 名フリガナ | 名前フリガナ | 名 (フリガナ) | 名 (かな)
last_sound = 姓フリガナ | 姓 (フリガナ) | 姓 (かな)
sound = フリガナ | ふりがな | よみがな
pronouns = Pronomen | Pronoms | Pronombres | Pronomi | Voornaamwoorden | Pronomes
company = Firma | Firmenname | Unternehmen | Arbeitgeber | Société | Entreprise | Empresa | Organización |
    Compañía | Società | Società di lavoro |
    Azienda | Organizzazione | Bedrijf | Bedrijfsnaam | Organisatie | Organização |
    会社名 | 会社 | 組織 | 勤務先 | Компания | Организация | Компанія | Společnost | Spoločnosť | Cég |
    Εταιρεία
title =
    Arbeitstitel | Funktion | Stelle | Berufsbezeichnung | Jobtitel | Fonction | Poste | Intitulé du poste |
    Puesto | Cargo | Posizione | Qualifica | Mansione | Ruolo | Titolo di lavoro | Functie | Werkfunctie |
    Positie | Cargo profissional | 役職 | Должность | Посада | Stanowisko | Pozice | Beosztás |
    Θέση εργασίας
title? = Titel | Titre | Titolo | Título | 肩書き | 肩書 | Tytuł | Titul | Τίτλος
job? = Beruf | Profesión | Professione | Beroep | Profissão | 職業
last? = Nom
first? = Nombre | Nome
nickname? = Apelido
department? = Service
department =
    Abteilung | Bereich | Département (société) | Departamento | Reparto |
    Reparto di lavoro | Afdeling | Setor | 部署 |
    部署名 | 部門 |
    Отдел | Dział | Oddělení
email = Correo | Correo electrónico | Dirección de correo | Dirección de correo electrónico |
    Dirección del correo electrónico | Dirección de correo electrónico principal |
    Dirección de correo electrónico secundaria | Courriel | Adresse de messagerie | Adresse électronique |
    Adresse électronique principale | Adresse électronique secondaire | Posta elettronica |
    Indirizzo posta elettronica | Indirizzo di posta elettronica | Eerste e-mail | Tweede e-mail |
    電子メール アドレス | 電子メール | メール | メールアドレス | 別のメールアドレス |
    Адрес электронной почты | Электронная почта | Эл. почта | Adres e-mail | E-mailová adresa |
    Ηλεκτρονικό ταχυδρομείο
email_type =
    E-Mail-Typ | Type de messagerie | Tipo de correo electrónico | Tipo posta elettronica | E-mailtype |
    Tipo de email | Tipo de e-mail | 電子メールの種類
email_shown = E-Mail: Angezeigter Name | Nom complet de l'adresse de messagerie |
    Nombre de pantalla de correo electrónico | Nombre para mostrar de correo electrónico |
    Nome visualizzato posta elettronica | Weergavenaam voor e-mail | E-mail, weergegeven naam |
    Nome para exibição do email | Nome para exibição do e-mail | 電子メール表示名
phone:company = Telefon Firma | Téléphone société | Telefono principale società |
    Número de centralita de la organización | Hoofdtelefoon bedrijf | Telefone principal da empresa |
    会社代表電話
phone:callback =
    Rückmeldung | Rappel | Devolución de llamada | Richiamata automatica | Terugbellen |
    Retorno de chamada |
    コールバック
phone:isdn = RNIS
phone:radio = Radio téléphone | Radioteléfono | Radiotelefono | Radiotelefoon | Radiofone | 無線電話
phone:tty =
    Telefon für Hörbehinderte | Téléphone TDD/TTY | Número de teletipo | Telefono TTY/TDD | Teksttelefoon |
    Telefone TTY/TDD
phone:telex = Télex | テレックス
phone:car = 自動車電話
phone:main = 通常の電話
phone:pager =
    Récepteur de radiomessagerie | Radiomessagerie | Buscapersonas | Cercapersone | Numero cercapersone |
    Piepernummer | ポケットベル | ポケットベル番号
phone:work = 会社電話 | 勤務先電話番号 | 会社電話番号
phone:home = 自宅電話 | 自宅電話番号
phone:mobile = Mobil-Tel.-Nr. | 携帯電話 | 携帯電話番号 | 携帯番号 | 携帯 | Мобильный телефон |
    Telefon komórkowy |
    Mobilní telefon
phone = 電話 | 電話番号 | Телефон
phone:work, fax = 勤務先ファックス
phone:home, fax = 自宅ファックス
phone:fax = FAX 番号 | ファックス
link = ウェブページ | Web ページ
birthday = Geburtstag | Geburtsdatum | Anniversaire | Date de naissance | Cumpleaños | Fecha de nacimiento |
    Compleanno | Data di nascita | Verjaardag | Geboortedatum | Aniversário | Data de nascimento |
    Nascimento | Data de aniversário | 誕生日 | 生年月日 | День рождения | Urodziny | Narozeniny |
    Születésnap | Γενέθλια
birth_year = Geburtsjahr | Année de naissance | Año de nacimiento | Anno di nascita | Geboortejaar |
    Ano de nascimento | 誕生年
birth_month = Geburtsmonat | Mois de naissance | Mes de nacimiento | Mese di nascita | Geboortemaand |
    Mês de nascimento | 誕生月
birth_month? = Mois
birth_day = Jour de naissance | Día de nacimiento | Giorno di nascita | Geboortedag | Dia de nascimento
birth_day? = Jour
day:Anniversary =
    Jahrestag | Anniversaire de mariage ou fête | Aniversario | Anniversario | Speciale datum |
    Datas especiais | Bodas | 記念日
tags =
    Kategorien | Kategorie | Gruppen | Gruppe | Stichwörter | Etiketten | Catégories | Catégorie | Groupes |
    Groupe | Mots clés | Étiquettes | Libellés | Categorías | Categoría | Grupos | Etiquetas | Categorie |
    Gruppi | Etichette | Parole chiave | Categorieën | Groepen | Trefwoorden | Labels | Categorias |
    Categoria | Marcadores | Palavras-chave | 分類 | キーワード | ラベル | グループ
notes =
    Notizen | Notiz | Bemerkungen | Bemerkung | Kommentar | Remarques | Commentaires | Notas |
    Observaciones |
    Comentarios | Notities | Aantekeningen | Opmerkingen | Anotações | Observações | Observação |
    Comentários | メモ |
    備考 | Заметки | Notatki | Poznámky | Σημειώσεις
zone = Zeitzone | Fuseau horaire | Zona horaria | Fuso orario | Tijdzone | Fuso horário
location = Standort | Emplacement | Lieu | Ubicación | Luogo | Locatie | Local | Localização | 場所
own:Spouse =
    Partner/in | Ehepartner | Conjoint(e) | Conjoint | Cónyuge | Nome coniuge | Coniuge | Echtgenoot |
    Cônjuge | 配偶者
own:Children = Kinder | Enfants | Hijos | Figli | Kinderen | Filhos | 子供
own:Manager =
    Name des/r Vorgesetzten | Name des/der Vorgesetzten | Responsable | Nombre del director | Nome manager |
    Nome del Responsabile |
    Naam manager | Nome do gerenciador | Nome do gerente | マネージャー | 上司
own:Assistant =
    Name Assistent | Assistent(in) | Nom de l'assistant(e) | Nombre del ayudante | Nome assistente |
    Nome dell'assistente | Naam assistent | Nome do assistente | 秘書の氏名
own:Assistant's phone =
    Telefon Assistent | Téléphone de l'assistant(e) | Teléfono del ayudante | Telefono assistente |
    Telefono dell'assistente | Fone do Assistente |
    Telefoon assistent | Telefone do assistente | 秘書の電話
own:Hobby = Passe-temps | Aficiones | Hobby's | 趣味
own:Schools = Schulen | Écoles | Escuelas | Scuole | Scholen | Escolas
own:Office = Büro | Bureau | Ubicación de la oficina | Ubicazione ufficio | Kantoorlocatie | Sala | 事業所 |
    オフィスの場所
own:Language = Sprache | Langue | Idioma | Lingua | Taal | 言語
own:Referred by =
    Empfohlen von | Recommandé par | Remitido por | Presentato da | Referentie van | Indicação | 参照事項
gender = Geschlecht | Sexe | Género | Sesso | Genere | Geslacht | Sexo | 性別
own:Messenger = Messenger-Name | Nom de l'écran | Nombre en pantalla |
    Nombre para mostrar en pantalla | Nome Instant Messenger | Schermnaam |
    Nome de tela | Nome a mostrar | スクリーンネーム
street:home = Adres | Endereço pessoal
region = Pays/État | Distrito
city:home = Naturalidade | Woonplaats | Ciudad donde vive | Ciudad actual
country:home = Nacionalidade | Nazione di residenza | País donde vives
city:work = Local de trabalho | Werklocatie | Ciudad donde trabajas
region:work = Distrito do local de trabalho | Estado donde trabajas
region:other = Stato Altro
postcode:work = Código postal do local de trabalho | Código postal de tu trabajo
country:work = País do local de trabalho | País donde trabajas
box:work = B.P. professionnelle | 会社住所私書箱
box:home = 自宅住所私書箱
box:other = その他住所私書箱
skip = Initialen | Priorität | Privat | Vertraulichkeit | Internet-Frei/Gebucht | Internet Frei/Gebucht |
    Verzeichnisserver | Initiales | Priorité | Privé | Critère de diffusion | Disponibilité Internet |
    Serveur d'annuaire | Iniciales | Prioridad | Privado | Confidencialidad | Servidor de directorio |
    Iniziali | Priorità | Privato | Riservatezza | Disponibilità Internet | Server di elenchi in linea |
    Prioriteit | Gevoeligheid | Internet Beschikbaarheidsinfo | Adreslijstserver | Iniciais | Prioridade |
    Sensibilidade | Disponibilidade da Internet | Servidor de diretório | イニシャル | 優先度 |
    プライベート | Foto do Usuário |
    秘密度 | インターネット空き時間情報 | ディレクトリサーバー | Foto | Bild
"""
"""The same in other languages."""

BASES = """
email = email mail emailadresse emailadres emailaddress correo courriel mailadresse mailadres epost
phone = phone phones telephone tel telefon telefono telefoon telefone fone telefonnummer telefoonnummer
    phonenumber 電話 電話番号
phone:mobile =
    mobile cell cellphone mobil mobiltelefon mobilnummer handy natel handynummer portable movil celular
    cellulare mobiel mobiele gsm telemovel iphone 携帯電話
phone:fax = fax faxnummer telefax telecopie telecopieur ファックス
phone:pager = pager pagernummer
phone:main = haupttelefon hoofdtelefoon
phone:car = autotelefon autotelefoon
link = web website websites webpage url urls homepage webseite site www pagina webpagina page ページ
    ウェブページ link links
street = street strasse rue calle via straat rua hausnummer huisnummer 番地
city = city town ort stadt wohnort ville ciudad citta plaats stad cidade localidade 市町村 市区町村
region =
    state region province county bundesland kanton provincia provincie estado departement dep etat regio
    regione regiao uf 都道府県 地域
postcode = zip zipcode postcode postal postale plz postleitzahl cap cep 郵便番号
country = country land pays pais paese nazione 国 国または地域
box = pobox box postfach apartado casella caixa postbus postbusnummer boite 私書箱
city:work = werkplaats
region:work = werkprovincie
postcode:work = werkpostcode
country:work = werkland
"""
"""Words of a head that say what a cell holds."""

ADDRESSES = """
any = address addresses adresse adres direccion indirizzo endereco 住所 anschrift
work = werkadres geschaftsadresse
home = huisadres privatadresse wohnadresse
"""
"""Words for an address, with whose it is: the other words may say which part."""

PLACES = """
work = work business office company job professional geschaftlich dienstlich beruflich arbeit buro firma
    bureau professionnel professionnelle travail trabajo laboral oficina ufficio uff lavoro werk zakelijk
    zakelijke comercial trabalho empresa profissional professionale organizacion 会社 勤務先 ビジネス
home = home personal private privat persoonlijk persoonlijke prive privee domicile personnel personnelle
    personale particular domicilio casa residencia residenza abitazione ab thuis residencial pessoal
    自宅 個人
other =
    other alternate alternative weitere weiterer weiteres andere autre otro otra altro altra ander anders
    outro outra その他
main = main primary default haupt principal principale primario primaria primar primare primair primaire
car = car auto voiture carro
"""
"""Words that say which of several it is."""

FILLERS = """
    e the of a an number nr no num code codigo numero numbers nummer mailing post preferred o y de del
    der des die du le la les el l do
    da dos di dell della op am im s r and und et en voor para po secondary secondaire secundario
    secundaria secondaria secundair secundaire sekundare sekundar zweite adicional
"""
"""Words that say nothing."""
