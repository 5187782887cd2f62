"""Words that say nothing about what a sentence is about, and words that only ask, in many languages."""

STOP_WORDS = """
a an the i you he she it we they me my your our us is are am be was were do does did have has had can
could
will would shall should may of to in on at for with from by and or not no yes this that these those
there
here if so as but please just any some get got want need like know tell about anything something hi
hello hey thanks ok okay
el la los las un una unos unas de del al en y o que es son esta estan hay tiene tienen tengo puedo puede
pueden con por para se su sus mi me te lo le les nos yo tu usted ustedes si no hola gracias favor quiero
le la les un une des du de au aux en et ou est sont a ont avez avoir j ai je tu il elle nous vous ils on
ce cette ces que qui ne pas etes es suis sommes pour par avec dans sur votre vos mon ma mes y bonjour
merci plait svp peux peut
der die das den dem des ein eine einen einem einer und oder ist sind war hat haben habe hab ich du er
sie
es wir ihr mich mir uns euch zu im in an am auf bei mit von fur nicht kein kann konnen man auch bitte
hallo danke darf durfen mein meine ihre euer eure
o os as um uma uns umas do da dos das no na nos nas em e ou que esta estao tem posso pode com por
para se seu sua meu minha eu voce voces nao sim oi ola obrigado obrigada favor
il lo gli i un uno una di del della dei delle al alla in nel nella e o che sono c ho hai ha avete posso
puo con per si mi ti ci vi io tu voi non ciao grazie
de het een en of is zijn was heb hebt heeft hebben ik jij je u wij we jullie zij te in op aan bij met
van voor niet kan
и в во не на я ты вы мы он она они с со к ко у о от до по за из а но или ли же бы это есть был быть мне
вас вам
нас ваш ваша ваши можно
ve veya ile bir bu su o mi mı mu mü ben sen biz siz var yok icin de da ki
في من على إلى الى عن مع هذا هذه ذلك هل أن ان أنا انا أنت انت نحن هو هي لا ما يا و أو او لدي عندي لديكم
عندكم
از در به با برای را و یا این آن است هست هستید می من شما ما او آیا که تا
है हैं का की के को में से और या यह वह मैं आप हम क्या पर भी ही नहीं
dan atau yang di ke dari untuk dengan ini itu saya anda kami kita ada apakah tidak
的 了 是 我 你 您 吗 呢 请问 你们 我们 可以 有没 没有 です ます ですか ますか か は が を に の で と も
이 가 은 는 을 를 에 의 도 있나 나요 있어 어요 습니 니다 니까 합니
"""

QUESTION_WORDS = """
when where who what which why how many much time long far
cuando donde quien que cual cuanto cuanta cuantos como hora horas
quand ou qui quoi quel quelle quels quelles combien comment heure heures
wann wo wer was welche welcher wie viel warum uhr
quando onde quem qual quanto como
quando dove chi quale quanto come ora
wanneer waar wie wat welke hoe veel
когда где кто что какой какая какие сколько как
ne zaman nerede kim hangi kac nasil
متى أين اين من ماذا كم كيف
کی کجا کجاست چه چند چگونه چطور کدام
कब कहाँ कौन कितना कितने कितनी कैसे
kapan dimana mana siapa apa berapa bagaimana
什么 么时 时候 哪里 多少 怎么 谁 几点 いつ どこ 誰 いく くら 何時 언제 어디 누구 얼마 마나 어떻 떻게
"""

HEADED = {
    "where": "address location",
    "donde": "direccion ubicacion",
    "ou": "adresse",
    "wo": "adresse anschrift",
    "onde": "endereco morada",
    "dove": "indirizzo",
    "waar": "adres",
    "где": "адрес",
    "nerede": "adres",
    "أين": "العنوان",
    "کجا": "آدرس نشانی",
    "dimana": "alamat",
    "哪里": "地址",
    "どこ": "住所",
    "어디": "주소",
}
"""The one question that is asked in words its answer never holds: where a place is."""
